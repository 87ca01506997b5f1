package io.descent.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections that keep the statements which were prepared on them: SQLite prepares an insert for longer than it runs it.
 * For few different statements, as none is ever dropped.
 */
final class KeptStatements extends DelegatingDataSource {

    KeptStatements(DataSource connections) {
        super(connections);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return proxy(Connection.class, new Keeper(super.getConnection()));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(KeptStatements.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @SuppressWarnings("NullAway") // a method without arguments has null in their place
    static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getTargetException();
        }
    }

    /** A connection, used by one thread at a time, and its statements that are not in use. */
    private record Keeper(Connection connection, Map<String, PreparedStatement> idle) implements InvocationHandler {

        Keeper(Connection connection) {
            this(connection, new HashMap<>());
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("prepareStatement") && arguments != null && arguments.length == 1) {
                String sql = (String) arguments[0];
                PreparedStatement kept = idle.remove(sql);
                return proxy(
                        PreparedStatement.class,
                        new Borrowed(this, sql, kept == null ? connection.prepareStatement(sql) : kept));
            }
            return call(connection, method, arguments);
        }
    }

    /** A statement until it is closed: then it is kept, unless it has failed. */
    private static final class Borrowed implements InvocationHandler {
        private final Keeper keeper;
        private final String sql;
        private final PreparedStatement statement;
        private boolean failed;
        private boolean closed;

        Borrowed(Keeper keeper, String sql, PreparedStatement statement) {
            this.keeper = keeper;
            this.sql = sql;
            this.statement = statement;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "close" -> {
                    close();
                    yield null;
                }
                case "isClosed" -> closed;
                default -> {
                    try {
                        yield call(statement, method, arguments);
                    } catch (SQLException failure) {
                        failed = true;
                        throw failure;
                    }
                }
            };
        }

        private void close() throws SQLException {
            if (closed) {
                return;
            }
            closed = true;
            if (failed) {
                statement.close();
                return;
            }
            statement.clearParameters();
            PreparedStatement second = keeper.idle.put(sql, statement);
            if (second != null) {
                second.close();
            }
        }
    }
}
