package io.descent.web.datasets;

import io.descent.access.Tenant;
import io.descent.dataset.KeptTable;
import io.descent.tabular.Progress;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A file that is being read into a table. */
final class Reading implements Progress {

    private final String id;
    private final Tenant tenant;
    private final @Nullable String name;
    private final @Nullable Instant expiresAt;
    private final Instant createdAt;
    private final FileTable file;
    private final CompletableFuture<KeptTable> end = new CompletableFuture<>();
    private volatile long rows;

    Reading(
            String id,
            Tenant tenant,
            @Nullable String name,
            @Nullable Instant expiresAt,
            Instant createdAt,
            FileTable file) {
        this.id = id;
        this.tenant = tenant;
        this.name = name;
        this.expiresAt = expiresAt;
        this.createdAt = createdAt;
        this.file = file;
    }

    String id() {
        return id;
    }

    Tenant tenant() {
        return tenant;
    }

    @Nullable
    String name() {
        return name;
    }

    @Nullable
    Instant expiresAt() {
        return expiresAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    FileTable file() {
        return file;
    }

    /** Returns how many rows have been read so far. */
    long rows() {
        return rows;
    }

    /** Takes how far the reading is. A file that is read twice has twice as many rows on the way, so this may fall. */
    @Override
    public void rows(long read) {
        rows = read;
    }

    /** Completes with the table that was kept, or with what was wrong. */
    CompletableFuture<KeptTable> end() {
        return end;
    }
}
