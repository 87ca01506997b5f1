package io.descent.store;

import io.descent.access.AuditEntry;
import io.descent.access.AuditEvent;
import io.descent.access.AuditStore;
import io.descent.access.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;

/** Keeps the audit. Whoever adds an entry first locks the head of the chain, so that processes add one after the other. */
public final class JdbcAuditStore implements AuditStore {

    private static final String ENTRY =
            "select number, at, tenant, who, method, route, resource, address, status, previous, hash from audit";

    private final Database database;

    /** Makes a store over a database that has the tables already. */
    public JdbcAuditStore(DataSource source, Writes writes) {
        this.database = new Database(source, writes);
    }

    @Override
    public void append(AuditEvent event) {
        database.write(() -> {
            database.sql("update audit_head set number = number + 1 where id = 1")
                    .update();
            Head next = readHead();
            AuditEntry entry = AuditEntry.after(next.number() - 1, next.hash(), event);
            insert(entry);
            return database.sql("update audit_head set hash = ? where id = 1")
                    .param(entry.hash())
                    .update();
        });
    }

    private void insert(AuditEntry entry) {
        AuditEvent event = entry.event();
        Tenant tenant = event.tenant();
        database.sql("""
                        insert into audit
                          (number, at, tenant, who, method, route, resource, address, status, previous, hash)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        entry.number(),
                        event.at().toEpochMilli(),
                        text(tenant == null ? null : tenant.name()),
                        text(event.who()),
                        event.method(),
                        event.route(),
                        text(event.resource()),
                        event.address(),
                        event.status(),
                        entry.previous(),
                        entry.hash())
                .update();
    }

    private static SqlParameterValue text(@Nullable String text) {
        return new SqlParameterValue(Types.VARCHAR, text);
    }

    @Override
    public List<AuditEntry> after(long number, int most) {
        return database.read(() -> database.sql(ENTRY + " where number > ? order by number limit ?")
                .params(number, most)
                .query((row, _) -> entry(row))
                .list());
    }

    @Override
    public List<AuditEntry> after(Tenant tenant, long number, int most) {
        return database.read(() -> database.sql(ENTRY + " where tenant = ? and number > ? order by number limit ?")
                .params(tenant.name(), number, most)
                .query((row, _) -> entry(row))
                .list());
    }

    @Override
    public Head head() {
        return database.read(this::readHead);
    }

    private Head readHead() {
        return database.sql("select number, hash from audit_head where id = 1")
                .query((row, _) -> {
                    byte[] hash = row.getBytes(2);
                    return new Head(row.getLong(1), hash == null ? AuditEntry.beginning() : hash);
                })
                .single();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        String tenant = row.getString("tenant");
        AuditEvent event = new AuditEvent(
                Instant.ofEpochMilli(row.getLong("at")),
                tenant == null ? null : new Tenant(tenant),
                row.getString("who"),
                row.getString("method"),
                row.getString("route"),
                row.getString("resource"),
                row.getString("address"),
                row.getInt("status"));
        return new AuditEntry(row.getLong("number"), event, row.getBytes("previous"), row.getBytes("hash"));
    }
}
