package io.descent.store;

import io.descent.access.Tenant;
import io.descent.job.Job;
import io.descent.job.Lane;
import java.sql.Timestamp;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where jobs wait for a worker of any process: a table of db-scheduler for each lane. Of a tenant who comes first is served
 * first, and tenants take turns: the n-th job of one comes after the n-th of each other one, so that however many one has,
 * the first of another waits for one of them.
 */
public final class JobQueue {

    static final String TASK = "fit";

    private final JdbcClient jdbc;
    private final Map<Lane, Runnable> pollers = new ConcurrentHashMap<>();

    /** Makes a queue over a database that has the tables already. */
    public JobQueue(DataSource source) {
        this.jdbc = JdbcClient.create(source);
    }

    static String table(Lane lane) {
        return switch (lane) {
            case SHORT -> "queue_short";
            case LONG -> "queue_long";
        };
    }

    /** Adds a job in the transaction of the calling thread. */
    void add(Job job, Database database) {
        if (!isAlone(job.tenant(), database)) {
            // its time is when it came, or earlier, so that it is before those of others which it is to overtake
            database.sql("""
                insert into %1$s (task_name, task_instance, execution_time, picked, version)
                with placed as (
                  select fit.tenant as tenant, %1$s.execution_time as execution_time,
                    row_number() over (partition by fit.tenant order by %1$s.execution_time, fit.id) as place
                  from %1$s join fit on fit.id = %1$s.task_instance where not %1$s.picked),
                mine as (select count(*) + 1 as place from placed where tenant = :tenant)
                select :task, :id,
                  case when exists (
                    select 1 from placed, mine where placed.tenant <> :tenant and placed.place > mine.place)
                  then (
                    select max(placed.execution_time) from placed, mine
                    where placed.tenant = :tenant or placed.place <= mine.place)
                  else :created end,
                  false, 1""".formatted(table(job.lane())))
                    .param("tenant", job.tenant().name())
                    .param("task", TASK)
                    .param("id", job.id())
                    .param("created", Timestamp.from(job.createdAt()))
                    .update();
            return;
        }
        database.sql("insert into " + table(job.lane()) + " (task_name, task_instance, execution_time, picked, version)"
                        + " values (?, ?, ?, false, 1)")
                .params(TASK, job.id(), Timestamp.from(job.createdAt()))
                .update();
    }

    /** Tells whether no other tenant's jobs can wait; cheap where there is the default one alone. */
    private static boolean isAlone(Tenant tenant, Database database) {
        return tenant.equals(Tenant.DEFAULT)
                && database.sql("select count(*) from fit where tenant <> '" + Tenant.DEFAULT
                                        + "' and status = 'QUEUED'")
                                .query(Integer.class)
                                .single()
                        == 0;
    }

    /**
     * Gives back what processes that are gone were running, so that nobody has to wait until they count as dead. To be
     * called where no process runs anything.
     */
    public void reclaim() {
        for (Lane lane : Lane.values()) {
            jdbc.sql("update " + table(lane) + " set picked = false, picked_by = null, last_heartbeat = null,"
                            + " version = version + 1 where picked")
                    .update();
        }
    }

    /** Has the workers of this process poll at once. */
    void wake(Lane lane) {
        pollers.getOrDefault(lane, () -> {}).run();
    }

    /** Sets what makes the workers of a lane poll at once. */
    void onWake(Lane lane, Runnable poll) {
        pollers.put(lane, poll);
    }
}
