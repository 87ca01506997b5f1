package io.descent.access;

import java.util.List;

/** Keeps what was done, one after the other. Entries are added, by any number of processes, and never changed. */
public interface AuditStore {

    /** The last entry, as it is known beside the entries themselves. */
    record Head(long number, byte[] hash) {}

    /** Adds an event to the chain. */
    void append(AuditEvent event);

    /** Returns the entries after a number, at most so many, in their order. */
    List<AuditEntry> after(long number, int most);

    /** Does the same with those of a tenant. */
    List<AuditEntry> after(Tenant tenant, long number, int most);

    /** Returns what the last entry must be. */
    Head head();
}
