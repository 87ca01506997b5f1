package io.descent.store;

import io.descent.access.Allowance;
import io.descent.access.Tenant;
import io.descent.access.UsageStore;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/** Counts what tenants use in the database, so that all processes on it count together. */
public final class JdbcUsageStore implements UsageStore {

    /** Longer than a fit may take on the thread of its caller. */
    private static final Duration COUNTS = Duration.ofMinutes(10);

    private static final String RUNNING = "select count(*) from fit where " + Statuses.RARE
            + " and status in ('RUNNING', 'CANCELLING') and tenant = :tenant) + (select count(*) from fit_at_once"
            + " where tenant = :tenant and counts_until > :now";
    private static final String QUEUED = "select count(*) from fit where status = 'QUEUED' and tenant = :tenant";
    private static final String BYTES = "select coalesce(sum(bytes), 0) from dataset where tenant = :tenant";

    private final Database database;

    /** Makes a store over a database that has the tables already. */
    public JdbcUsageStore(DataSource source, Writes writes) {
        this.database = new Database(source, writes);
    }

    @Override
    public boolean take(Tenant tenant, long millis, Instant now) {
        return database.write(
                Durability.PROCESS,
                () -> database.sql("""
                        insert into work_spent (tenant, whole_at) values (:tenant, :whole)
                        on conflict (tenant) do update set whole_at = :millis
                            + case when work_spent.whole_at > :now then work_spent.whole_at else :now end
                          where work_spent.whole_at <= :now or work_spent.whole_at <= :latest""")
                                .param("tenant", tenant.name())
                                .param("millis", millis)
                                .param("now", now.toEpochMilli())
                                .param("whole", now.toEpochMilli() + millis)
                                .param("latest", now.toEpochMilli() + Allowance.WINDOW.toMillis() - millis)
                                .update()
                        == 1);
    }

    @Override
    public Instant whole(Tenant tenant) {
        return Instant.ofEpochMilli(database.read(() -> database.sql("select whole_at from work_spent where tenant = ?")
                .param(tenant.name())
                .query((row, _) -> row.getLong(1))
                .optional()
                .orElse(0L)));
    }

    @Override
    public Usage usage(Tenant tenant, Instant now) {
        return database.read(() -> database.sql("select (" + RUNNING + "), (" + QUEUED + "), (" + BYTES + ")")
                .param("tenant", tenant.name())
                .param("now", now.toEpochMilli())
                .query((row, _) -> new Usage(row.getInt(1), row.getInt(2), row.getLong(3)))
                .single());
    }

    @Override
    public boolean begin(Tenant tenant, String fit, int most, Instant now) {
        return database.write(Durability.PROCESS, () -> {
            // one after the other counts for a tenant, in whatever process
            database.sql("insert into work_spent (tenant, whole_at) values (?, 0)"
                            + " on conflict (tenant) do update set whole_at = work_spent.whole_at")
                    .param(tenant.name())
                    .update();
            int running = database.sql("select (" + RUNNING + ")")
                    .param("tenant", tenant.name())
                    .param("now", now.toEpochMilli())
                    .query((row, _) -> row.getInt(1))
                    .single();
            return running < most
                    && database.sql("insert into fit_at_once (fit, tenant, counts_until) values (?, ?, ?)")
                                    .params(fit, tenant.name(), now.plus(COUNTS).toEpochMilli())
                                    .update()
                            == 1;
        });
    }

    @Override
    public void end(String fit) {
        database.write(
                Durability.PROCESS,
                () -> database.sql("delete from fit_at_once where fit = ?")
                        .param(fit)
                        .update());
    }
}
