package io.descent.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.descent.job.JobWorker;
import io.descent.job.Lane;
import io.descent.job.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of one lane, and the scheduler that hands jobs to them. */
final class LaneWorkers {

    private static final Logger LOG = LoggerFactory.getLogger(LaneWorkers.class);

    /** The fewest that the scheduler takes. */
    private static final int MISSED_HEARTBEATS = 4;

    /** How many jobs, for each thread, are looked at together. */
    private static final int CANDIDATES = 3;

    private static final Duration RETRY = Duration.ofSeconds(1);

    /** A tenant may have very many jobs that may not run yet. */
    private static final Duration NEXT_TURN = Duration.ofSeconds(3);

    private static final Duration BETWEEN_COMPLAINTS = Duration.ofSeconds(5);

    private final Lane lane;
    private final JobWorker worker;
    private final Scheduler scheduler;
    private final ThreadPoolExecutor threads;
    private final Throttle complaints = new Throttle(BETWEEN_COMPLAINTS, System::nanoTime);
    private volatile boolean paused;

    LaneWorkers(DataSource source, Lane lane, JobWorker worker, QueueWorkers.Settings settings) {
        this.lane = lane;
        this.worker = worker;
        int candidates = CANDIDATES * settings.threads();
        this.threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(candidates),
                Thread.ofPlatform()
                        .name("jobs-" + lane.name().toLowerCase(Locale.ROOT) + "-", 1)
                        .daemon()
                        // of the threads' own work nothing is thrown; what is left is the database
                        .uncaughtExceptionHandler((_, failure) -> complain("could not take a job", failure))
                        .factory(),
                // every poll brings its candidates anew, and those before them count no longer
                new ThreadPoolExecutor.DiscardOldestPolicy());
        CustomTask<Void> task = Tasks.custom(JobQueue.TASK, Void.class)
                .onDeadExecution((dead, operations) -> operations.reschedule(dead, dead.getExecution().executionTime))
                .execute((job, context) -> run(job.getId(), context.getExecution()));
        this.scheduler = Scheduler.create(source, task)
                .tableName(JobQueue.table(lane))
                .threads(settings.threads())
                .executorService(threads)
                .pollUsingFetch(0.5, CANDIDATES)
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .shutdownMaxWait(settings.patience())
                .addSchedulerListener(new Listener())
                .build();
    }

    Lane lane() {
        return lane;
    }

    void start() {
        scheduler.start();
    }

    void poll() {
        scheduler.triggerCheckForDueExecutions();
    }

    void pause() {
        paused = true;
        scheduler.pause();
    }

    void stop() {
        scheduler.stop();
    }

    private CompletionHandler<Void> run(String id, Execution execution) {
        if (paused) {
            return handedBack(execution);
        }
        try {
            return switch (worker.run(id)) {
                case ENDED -> new CompletionHandler.OnCompleteRemove<>();
                case HANDED_BACK -> handedBack(execution);
                case NOT_YET -> later(NEXT_TURN);
            };
        } catch (StorageException later) {
            complain("had to leave a job for later", later);
        } catch (RuntimeException | Error mistake) {
            if (complaints.mayPass()) {
                LOG.error("{} could not be run and is tried again", id, mistake);
            }
        }
        return later(RETRY);
    }

    private static CompletionHandler<Void> later(Duration time) {
        return (complete, operations) ->
                operations.reschedule(complete, Instant.now().plus(time));
    }

    /** The next worker takes it before jobs that came after it. */
    private static CompletionHandler<Void> handedBack(Execution execution) {
        return (complete, operations) -> operations.reschedule(complete, execution.executionTime);
    }

    private void complain(String what, Throwable failure) {
        if (complaints.mayPass()) {
            LOG.warn("the queue of {} jobs {}, and goes on trying: {}", lane, what, failure.toString());
        }
    }

    private final class Listener extends AbstractSchedulerListener {
        @Override
        public void onSchedulerEvent(SchedulerEventType type) {
            switch (type) {
                case UNEXPECTED_ERROR, FAILED_HEARTBEAT, COMPLETIONHANDLER_ERROR, FAILUREHANDLER_ERROR -> {
                    if (complaints.mayPass()) {
                        LOG.warn("the queue of {} jobs cannot reach its database; retrying", lane);
                    }
                }
                default -> {}
            }
        }

        @Override
        public void onExecutionDead(Execution execution) {
            LOG.info("the process of {} missed its heartbeats; the job is run again", execution.getId());
        }
    }
}
