package io.descent.access;

import java.time.Instant;

/** Counts what tenants use; all processes on one database count together. */
public interface UsageStore {

    /** What a tenant has at the moment: fits that run, fits that wait, bytes of datasets. */
    record Usage(int running, int queued, long bytes) {}

    /**
     * Takes time from a tenant's minute, unless less than that is left of it; one that has a whole minute may take more than
     * that, and has to wait until it has made up for it.
     *
     * @param millis of the minute
     * @return false where it was not taken
     */
    boolean take(Tenant tenant, long millis, Instant now);

    /** Returns when a tenant has its whole minute again; a time that has passed where it has. */
    Instant whole(Tenant tenant);

    /** Returns what a tenant has. */
    Usage usage(Tenant tenant, Instant now);

    /**
     * Counts a fit that runs without having been in the queue.
     *
     * @param most how many may run
     * @return false where as many run already, and it was not counted
     */
    boolean begin(Tenant tenant, String fit, int most, Instant now);

    /** Counts it no longer. */
    void end(String fit);
}
