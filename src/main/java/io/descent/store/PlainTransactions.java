package io.descent.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections to SQLite that begin a transaction with its first statement and end it once. The driver's own begin another
 * one right after each commit, with all its locks, and commit that, too: a quarter of what a small insert costs.
 */
final class PlainTransactions extends DelegatingDataSource {

    PlainTransactions(DataSource connections) {
        super(connections);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                PlainTransactions.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new Transactions(super.getConnection()));
    }

    /** The transactions of a connection, which is used by one thread at a time; for its driver, each statement is one. */
    private static final class Transactions implements InvocationHandler {

        private static final Set<String> MAKE_STATEMENTS = Set.of("prepareStatement", "createStatement", "prepareCall");

        private final Connection connection;
        private boolean automatic = true;
        private boolean open;

        Transactions(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            String name = method.getName();
            if (name.equals("setAutoCommit") && arguments != null) {
                commit();
                automatic = (boolean) arguments[0];
                return null;
            }
            if (name.equals("getAutoCommit")) {
                return automatic;
            }
            if (name.equals("commit")) {
                commit();
                return null;
            }
            if (name.equals("rollback") && arguments == null) {
                rollback();
                return null;
            }
            if (!automatic && !open && MAKE_STATEMENTS.contains(name)) {
                run("begin immediate");
                open = true;
            }
            return KeptStatements.call(connection, method, arguments);
        }

        private void commit() throws SQLException {
            if (!open) {
                return;
            }
            try {
                run("commit");
                open = false;
            } catch (SQLException failure) {
                // its caller is told that nothing was kept, so that nothing may be kept later
                rollback();
                throw failure;
            }
        }

        private void rollback() {
            if (!open) {
                return;
            }
            open = false;
            try {
                run("rollback");
            } catch (SQLException ended) {
                // after some failures, such as that of a full disk, SQLite has rolled back by itself
            }
        }

        private void run(String statement) throws SQLException {
            try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                prepared.execute();
            }
        }
    }
}
