package io.descent.store;

import io.descent.job.StorageException.Reason;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionSystemException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a database's own error codes mean here. */
final class SqlFailures {

    /** The primary result code is in the lowest byte of SQLite's extended ones. */
    private static final int PRIMARY = 0xff;

    private static final Set<Integer> SQLITE_UNAVAILABLE = Set.of(
            SQLiteErrorCode.SQLITE_BUSY.code,
            SQLiteErrorCode.SQLITE_LOCKED.code,
            SQLiteErrorCode.SQLITE_NOMEM.code,
            SQLiteErrorCode.SQLITE_PERM.code,
            SQLiteErrorCode.SQLITE_READONLY.code,
            SQLiteErrorCode.SQLITE_INTERRUPT.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_CORRUPT.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code,
            SQLiteErrorCode.SQLITE_PROTOCOL.code,
            SQLiteErrorCode.SQLITE_NOTADB.code);

    /** The shared memory of the write-ahead log cannot grow on a full disk, which is told as an input-output error. */
    private static final Set<Integer> SQLITE_FULL = Set.of(
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_IOERR_SHMSIZE.code,
            SQLiteErrorCode.SQLITE_IOERR_WRITE.code);

    /** PostgreSQL: disk_full. */
    private static final String DISK_FULL = "53100";

    /**
     * PostgreSQL: connections, authorization, read-only transactions of a standby, missing databases, rolled back
     * transactions, other missing resources, locks, interventions of an operator, the system.
     */
    private static final Set<String> UNAVAILABLE_CLASSES =
            Set.of("08", "28", "25006", "3D", "40", "53", "55", "57", "58");

    private SqlFailures() {}

    /** Returns why storage failed; null where it did not, and the failure is a mistake of the program. */
    static @Nullable Reason reason(Throwable failure) {
        Reason reason = null;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Reason seen = switch (cause) {
                case SQLException sql -> reason(sql);
                case CannotGetJdbcConnectionException _ -> Reason.UNAVAILABLE;
                // a transaction that could not be rolled back hides why it was to be; after a commit that failed, for
                // good
                case TransactionSystemException system ->
                    system.getApplicationException() == null
                            ? Reason.UNAVAILABLE
                            : reason(system.getApplicationException());
                default -> null;
            };
            if (seen == Reason.FULL) {
                return seen;
            }
            reason = seen == null ? reason : seen;
        }
        return reason;
    }

    private static @Nullable Reason reason(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            int code = sqlite.getResultCode().code;
            return SQLITE_FULL.contains(code)
                    ? Reason.FULL
                    : SQLITE_UNAVAILABLE.contains(code & PRIMARY) ? Reason.UNAVAILABLE : null;
        }
        String state = failure.getSQLState();
        if (DISK_FULL.equals(state)) {
            return Reason.FULL;
        }
        boolean unavailable = failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || (state != null && UNAVAILABLE_CLASSES.stream().anyMatch(state::startsWith));
        return unavailable ? Reason.UNAVAILABLE : null;
    }
}
