package io.descent.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps keys. Safe for use by many threads, and by many processes on one database. */
public interface KeyStore {

    /** A key and what is kept of its secret. */
    record Kept(ApiKey key, byte[] sha256) {}

    /** Some keys, newest first, and whether there are older ones. */
    record Page(List<ApiKey> keys, boolean hasMore) {}

    /** Adds a key. */
    void add(Kept kept);

    /** Returns the key of a secret. */
    Optional<Kept> find(byte[] sha256);

    /** Returns a key. */
    Optional<ApiKey> find(String id);

    /**
     * Returns keys, newest first.
     *
     * @param tenant whose; null for everybody's
     * @param limit at most so many, at least 1
     * @param after only those older than the one with this id; null for the newest
     */
    Page list(@Nullable Tenant tenant, int limit, @Nullable String after);

    /** Deletes a key; false where there is none. */
    boolean delete(String id);

    /** Remembers when a key was used. */
    void used(String id, Instant at);
}
