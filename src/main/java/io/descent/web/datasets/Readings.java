package io.descent.web.datasets;

import com.github.f4b6a3.ulid.UlidCreator;
import io.descent.access.Tenant;
import io.descent.dataset.KeptTable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The files that this process reads, and those whose readers have not been told yet that they cannot be read. They end with
 * the process: what is kept is in the store.
 */
final class Readings implements AutoCloseable {

    /** Of those that could not be read so many are remembered. */
    private static final int MOST_FAILED = 100;

    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    /** Each takes a core, and a share of the memory beside the heap. */
    private final ExecutorService readers = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().name("readings-", 0).factory());

    private final Clock clock = Clock.systemUTC();

    /** Begins to read a file, and closes it at the end. */
    Reading begin(Tenant tenant, FileTable file, @Nullable String name, @Nullable Instant expiresAt) {
        Reading reading = new Reading(
                "ds_" + UlidCreator.getMonotonicUlid(),
                tenant,
                name,
                expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                file);
        readings.put(reading.id(), reading);
        readers.execute(() -> read(reading));
        return reading;
    }

    private void read(Reading reading) {
        try {
            KeptTable kept;
            try (FileTable file = reading.file()) {
                kept = file.keep(
                        reading.id(),
                        reading.tenant(),
                        reading.name(),
                        reading.createdAt(),
                        reading.expiresAt(),
                        reading);
            }
            readings.remove(reading.id());
            reading.end().complete(kept);
        } catch (IOException | RuntimeException | Error failure) {
            reading.end().completeExceptionally(failure);
            forgetOldest();
        }
    }

    private void forgetOldest() {
        readings.values().stream()
                .filter(reading -> reading.end().isCompletedExceptionally())
                .sorted(Comparator.comparing(Reading::id).reversed())
                .skip(MOST_FAILED)
                .forEach(reading -> forget(reading.id()));
    }

    Optional<Reading> find(Tenant tenant, String id) {
        return Optional.ofNullable(readings.get(id))
                .filter(reading -> reading.tenant().equals(tenant));
    }

    /** Forgets one whose end was told. */
    void forget(String id) {
        readings.remove(id);
    }

    /** Returns those that have not ended, newest first. */
    List<Reading> underWay(Tenant tenant) {
        return readings.values().stream()
                .filter(reading -> reading.tenant().equals(tenant))
                .filter(reading -> !reading.end().isDone())
                .sorted(Comparator.comparing(Reading::id).reversed())
                .toList();
    }

    @Override
    public void close() {
        readers.shutdown();
    }
}
