package io.descent.store;

import io.descent.access.ApiKey;
import io.descent.access.KeyStore;
import io.descent.access.Scope;
import io.descent.access.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps keys, of whose secrets it has the digests alone. */
public final class JdbcKeyStore implements KeyStore {

    private static final String KEY =
            "select id, tenant, name, scopes, created_at, expires_at, last_used_at, sha256 from api_key";

    private final Database database;

    /** Makes a store over a database that has the tables already. */
    public JdbcKeyStore(DataSource source, Writes writes) {
        this.database = new Database(source, writes);
    }

    @Override
    public void add(Kept kept) {
        ApiKey key = kept.key();
        database.write(() -> database.sql("""
                        insert into api_key (id, tenant, name, scopes, created_at, expires_at, sha256)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        key.id(),
                        key.tenant().name(),
                        known(key.name()),
                        String.join(" ", Scope.texts(key.scopes())),
                        key.createdAt().toEpochMilli(),
                        new SqlParameterValue(
                                Types.BIGINT,
                                key.expiresAt() == null ? null : key.expiresAt().toEpochMilli()),
                        kept.sha256())
                .update());
    }

    @Override
    public Optional<Kept> find(byte[] sha256) {
        return database.read(() -> database.sql(KEY + " where sha256 = ?")
                .param(sha256)
                .query((row, _) -> new Kept(key(row), row.getBytes("sha256")))
                .optional());
    }

    @Override
    public Optional<ApiKey> find(String id) {
        return database.read(() -> database.sql(KEY + " where id = ?")
                .param(known(id))
                .query((row, _) -> key(row))
                .optional());
    }

    @Override
    public Page list(@Nullable Tenant tenant, int limit, @Nullable String after) {
        String whose = tenant == null ? "" : " and tenant = :tenant";
        List<ApiKey> found = database.read(() -> {
            JdbcClient.StatementSpec statement = database.sql(
                            KEY + " where (:after = '' or id < :after)" + whose + " order by id desc limit :limit")
                    .param("after", after == null ? "" : known(after))
                    .param("limit", limit + 1);
            return (tenant == null ? statement : statement.param("tenant", tenant.name()))
                    .query((row, _) -> key(row))
                    .list();
        });
        boolean more = found.size() > limit;
        return new Page(more ? found.subList(0, limit) : found, more);
    }

    @Override
    public boolean delete(String id) {
        return database.write(() -> database.sql("delete from api_key where id = ?")
                        .param(known(id))
                        .update()
                == 1);
    }

    @Override
    public void used(String id, Instant at) {
        database.write(
                Durability.PROCESS,
                () -> database.sql("update api_key set last_used_at = ? where id = ?")
                        .params(at.toEpochMilli(), id)
                        .update());
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        Set<Scope> scopes = Stream.of(row.getString("scopes").split(" "))
                .flatMap(scope -> Scope.of(scope).stream())
                .collect(Collectors.toSet());
        return new ApiKey(
                row.getString("id"),
                new Tenant(row.getString("tenant")),
                row.getString("name"),
                scopes,
                Instant.ofEpochMilli(row.getLong("created_at")),
                time(row, "expires_at"),
                time(row, "last_used_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /** PostgreSQL refuses texts with a NUL. */
    private static String known(String text) {
        return text.replace('\0', '\ufffd');
    }
}
