package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

class KeptStatementsTest {

    private static final String INSERT = "insert into t (x, y) values (?, ?)";

    @TempDir
    private Path directory;

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        SQLiteDataSource sqlite = new SQLiteDataSource();
        sqlite.setUrl("jdbc:sqlite:" + directory.resolve("test.db"));
        connection = new KeptStatements(sqlite).getConnection();
        connection.createStatement().execute("create table t (x integer unique, y)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static JDBC4PreparedStatement beneath(PreparedStatement statement) throws SQLException {
        return statement.unwrap(JDBC4PreparedStatement.class);
    }

    private void insert(int x) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, x);
            insert.executeUpdate();
        }
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select x, y from t order by x");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                rows.add(result.getString(1) + " " + result.getString(2));
            }
        }
        return rows;
    }

    @Test
    void aStatementIsPreparedOnceAndKeepsNoValues() throws SQLException {
        JDBC4PreparedStatement first;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            first = beneath(insert);
            insert.setInt(1, 1);
            insert.setString(2, "one");
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            assertThat(beneath(insert)).isSameAs(first);
            insert.setInt(1, 2);
            insert.executeUpdate();
        }

        assertThat(rows()).containsExactly("1 one", "2 null");
    }

    @Test
    void oneThatIsInUseIsNotHandedOutAgain() throws SQLException {
        try (PreparedStatement outer = connection.prepareStatement(INSERT);
                PreparedStatement inner = connection.prepareStatement(INSERT)) {
            assertThat(beneath(outer)).isNotSameAs(beneath(inner));
        }
        insert(1);
        insert(2);
        assertThat(rows()).hasSize(2);
    }

    @Test
    void oneThatHasFailedIsNotKept() throws SQLException {
        insert(1);
        PreparedStatement twice = connection.prepareStatement(INSERT);
        JDBC4PreparedStatement failed = beneath(twice);
        twice.setInt(1, 1);
        assertThatThrownBy(twice::executeUpdate).isInstanceOf(SQLException.class);
        twice.close();
        assertThat(failed.isClosed()).isTrue();
        assertThat(twice.isClosed()).isTrue();

        insert(2);
        assertThat(rows()).hasSize(2);
    }

    @Test
    void itOutlivesAChangeOfTheTable() throws SQLException {
        insert(1);
        connection.createStatement().execute("alter table t add column z");
        insert(2);

        assertThat(rows()).hasSize(2);
    }
}
