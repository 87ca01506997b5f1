package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.job.StorageException.Reason;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionSystemException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqlFailuresTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"08001", "08006", "08003", "57P01", "57P02", "57P03", "53300", "40001", "40P01", "55P03", "25006"
            })
    void aPostgresThatDoesNotAnswerIsUnavailable(String state) {
        assertThat(reason(new SQLException("", state))).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aFullDiskOfPostgresIsFull() {
        assertThat(reason(new SQLException("", "53100"))).isEqualTo(Reason.FULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "42P01", "23505", "22021", "22P02", "25P02", "XX000"})
    void aMistakeInAStatementIsNoFailureOfTheStorage(String state) {
        assertThat(reason(new SQLException("", state))).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_WRITE"})
    void aFullDiskOfSqliteIsFull(SQLiteErrorCode code) {
        assertThat(reason(new SQLiteException("", code))).isEqualTo(Reason.FULL);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SQLITE_BUSY",
                "SQLITE_BUSY_SNAPSHOT",
                "SQLITE_LOCKED",
                "SQLITE_IOERR",
                "SQLITE_IOERR_READ",
                "SQLITE_CANTOPEN",
                "SQLITE_READONLY",
                "SQLITE_CORRUPT"
            })
    void aSqliteThatCannotIsUnavailable(SQLiteErrorCode code) {
        assertThat(reason(new SQLiteException("", code))).isEqualTo(Reason.UNAVAILABLE);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SQLITE_ERROR",
                "SQLITE_CONSTRAINT",
                "SQLITE_CONSTRAINT_UNIQUE",
                "SQLITE_MISUSE",
                "SQLITE_RANGE",
                "SQLITE_TOOBIG"
            })
    void aMistakeInAStatementIsNoFailureOfSqlite(SQLiteErrorCode code) {
        assertThat(reason(new SQLiteException("", code))).isNull();
    }

    @Test
    void aPoolWithoutAConnectionIsUnavailable() {
        assertThat(SqlFailures.reason(
                        new CannotGetJdbcConnectionException("", new SQLTransientConnectionException("timed out"))))
                .isEqualTo(Reason.UNAVAILABLE);
        assertThat(SqlFailures.reason(new CannotGetJdbcConnectionException("closed")))
                .isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aRollbackThatFailsTooDoesNotHideWhy() {
        TransactionSystemException both = new TransactionSystemException(
                "could not roll back", new SQLiteException("no transaction is active", SQLiteErrorCode.SQLITE_ERROR));
        both.initApplicationException(new UncategorizedSQLException(
                "insert", null, new SQLiteException("full", SQLiteErrorCode.SQLITE_FULL)));

        assertThat(SqlFailures.reason(both)).isEqualTo(Reason.FULL);
    }

    @Test
    void aConnectionThatIsLostInTheCommitIsUnavailable() {
        assertThat(SqlFailures.reason(new TransactionSystemException(
                        "JDBC rollback failed", new SQLException("Connection is closed"))))
                .isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void whatHasNothingToDoWithADatabaseIsNoFailureOfIt() {
        assertThat(SqlFailures.reason(new IllegalArgumentException("there is a job of this id")))
                .isNull();
        assertThat(SqlFailures.reason(new DuplicateKeyException("twice", new SQLException("", "23505"))))
                .isNull();
    }

    private static @Nullable Reason reason(SQLException failure) {
        return SqlFailures.reason(new UncategorizedSQLException("statement", null, failure));
    }
}
