package io.descent.export;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;

class SqlExportTest {

    @Nested
    class Sqlite extends SqlExportContract {
        Sqlite() {
            super(SqlDialect.SQLITE);
        }

        @Override
        Connection connect() throws SQLException {
            return DriverManager.getConnection("jdbc:sqlite::memory:");
        }
    }

    @Nested
    class DuckDb extends SqlExportContract {
        DuckDb() {
            super(SqlDialect.DUCKDB);
        }

        @Override
        Connection connect() throws SQLException {
            return DriverManager.getConnection("jdbc:duckdb:");
        }
    }
}
