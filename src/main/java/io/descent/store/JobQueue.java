package io.descent.store;

import io.descent.job.Job;
import io.descent.job.Lane;
import java.sql.Timestamp;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where jobs wait for a worker of any process: a table of db-scheduler for each lane. First come, first served. */
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
        database.sql("insert into " + table(job.lane()) + " (task_name, task_instance, execution_time, picked, version)"
                        + " values (?, ?, ?, false, 1)")
                .params(TASK, job.id(), Timestamp.from(job.createdAt()))
                .update();
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
