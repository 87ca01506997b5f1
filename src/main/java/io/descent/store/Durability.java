package io.descent.store;

/** What a write outlives once its writer goes on. */
public enum Durability {
    /** The process: it is committed, and flushed to the disk within a second. */
    PROCESS,
    /** The machine: it is flushed to the disk. */
    MACHINE
}
