package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

class PlainTransactionsTest {

    @TempDir
    private Path directory;

    private Connection connection;
    private Connection other;

    @BeforeEach
    void open() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setBusyTimeout(0);
        SQLiteDataSource sqlite = new SQLiteDataSource(config);
        sqlite.setUrl("jdbc:sqlite:" + directory.resolve("test.db"));
        connection = new PlainTransactions(sqlite).getConnection();
        other = sqlite.getConnection();
        run(connection, "create table t (x integer)");
        run(connection, "create table u (x integer references t (x) deferrable initially deferred)");
        run(connection, "create unique index t_x on t (x)");
        run(connection, "pragma foreign_keys = on");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        other.close();
    }

    private static void run(Connection on, String sql) throws SQLException {
        try (Statement statement = on.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Counts what is committed, as another connection sees it. */
    private int committed(String table) throws SQLException {
        try (Statement statement = other.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from " + table)) {
            return count.getInt(1);
        }
    }

    @Test
    void withoutATransactionEachStatementIsCommitted() throws SQLException {
        assertThat(connection.getAutoCommit()).isTrue();
        run(connection, "insert into t values (1)");
        assertThat(committed("t")).isEqualTo(1);
    }

    @Test
    void statementsAreCommittedTogether() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into t values (1)");
        run(connection, "insert into t values (2)");
        assertThat(committed("t")).isZero();
        connection.commit();
        assertThat(committed("t")).isEqualTo(2);
        run(connection, "insert into t values (3)");
        assertThat(committed("t")).isEqualTo(2);
        connection.setAutoCommit(true);
        assertThat(committed("t")).isEqualTo(3);
    }

    @Test
    void aRollbackLeavesNothing() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into t values (1)");
        connection.rollback();
        connection.setAutoCommit(true);
        assertThat(committed("t")).isZero();
    }

    @Test
    void aTransactionHoldsTheLockFromItsFirstStatementOnAndNoLonger() throws SQLException {
        connection.setAutoCommit(false);
        run(other, "insert into t values (1)");
        run(connection, "select 1");
        assertThatThrownBy(() -> run(other, "insert into t values (2)")).hasMessageContaining("SQLITE_BUSY");
        connection.commit();
        run(other, "insert into t values (3)");
        assertThat(committed("t")).isEqualTo(2);
    }

    @Test
    void aCommitThatFailsLeavesNothing() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into u values (7)");
        assertThatThrownBy(() -> connection.commit()).hasMessageContaining("FOREIGN KEY");
        connection.setAutoCommit(true);
        assertThat(committed("u")).isZero();
        run(other, "insert into t values (1)");
    }
}
