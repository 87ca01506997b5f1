package io.descent.store;

import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A database with the tables in it.
 *
 * @param pools opens pools as other processes have them
 * @param source the pool of the tests themselves
 * @param writes the way of the tests' writes
 * @param writesOver the way of writes whose connections come from another pool
 * @param emptyBytes an expression for no bytes
 * @param analyze the statement that has the database look at what is in its tables
 * @param explain what makes a statement tell how it would be run
 */
record TestDatabase(
        Supplier<HikariDataSource> pools,
        HikariDataSource source,
        Writes writes,
        Function<DataSource, Writes> writesOver,
        String emptyBytes,
        String analyze,
        String explain) {}
