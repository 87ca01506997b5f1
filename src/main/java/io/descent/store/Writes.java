package io.descent.store;

import javax.sql.DataSource;

/** The way of writes to the disk of one kind of database. */
public interface Writes {

    /** Returns where writes get their connections. */
    DataSource connections();

    /** Begins the statements of a transaction that needs so much. */
    default void begin(Durability needed) {}

    /** Returns when what the calling thread has committed is as durable as needed. */
    default void committed(Durability needed) {}

    /** Tells whether what was committed could not be brought to the disk so far. */
    default boolean failing() {
        return false;
    }
}
