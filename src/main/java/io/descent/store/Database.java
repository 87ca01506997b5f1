package io.descent.store;

import io.descent.job.StorageException;
import io.descent.job.StorageException.Reason;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads and writes; tells what goes wrong in the words of the port. */
final class Database {

    private final JdbcClient reader;
    private final JdbcClient writer;
    private final Writes writes;
    private final GroupCommit commits;

    Database(DataSource source, Writes writes) {
        this.reader = JdbcClient.create(source);
        this.writer = JdbcClient.create(writes.connections());
        this.writes = writes;
        this.commits = new GroupCommit(
                new TransactionTemplate(new JdbcTransactionManager(writes.connections())), writes::begin);
    }

    /** Makes a statement, to be run within {@link #write} or {@link #read}. */
    JdbcClient.StatementSpec sql(String statement) {
        return (commits.committing() ? writer : reader).sql(statement);
    }

    /** Runs statements in a transaction, all or none, and returns when they outlive the machine. They may be run twice. */
    <T extends @Nullable Object> T write(Supplier<T> statements) {
        return write(Durability.MACHINE, statements);
    }

    /** Does the same, and returns when they are as durable as needed. */
    <T extends @Nullable Object> T write(Durability needed, Supplier<T> statements) {
        return translated(() -> {
            T result = commits.commit(needed, statements);
            writes.committed(needed);
            return result;
        });
    }

    <T extends @Nullable Object> T read(Supplier<T> statements) {
        return translated(statements);
    }

    private static <T extends @Nullable Object> T translated(Supplier<T> statements) {
        try {
            return statements.get();
        } catch (DataAccessException | TransactionException failure) {
            Reason reason = SqlFailures.reason(failure);
            if (reason == null) {
                throw failure;
            }
            throw new StorageException(reason, failure);
        }
    }
}
