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

    private final JdbcClient jdbc;
    private final GroupCommit commits;

    Database(DataSource source) {
        this.jdbc = JdbcClient.create(source);
        this.commits = new GroupCommit(new TransactionTemplate(new JdbcTransactionManager(source)));
    }

    /** Makes a statement, to be run within {@link #write} or {@link #read}. */
    JdbcClient.StatementSpec sql(String statement) {
        return jdbc.sql(statement);
    }

    /** Runs statements in a transaction, all or none, and returns when they are durable. They may be run twice. */
    <T extends @Nullable Object> T write(Supplier<T> statements) {
        return translated(() -> commits.commit(statements));
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
