package io.descent.store;

import io.descent.job.JobWorker;
import io.descent.job.Lane;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;

/**
 * Has jobs of the queue run by this process, each lane on threads of its own. Of all processes on one database one runs
 * a job; when that is no longer heard of, another one does.
 */
public final class QueueWorkers implements SmartLifecycle {

    private final DataSource source;
    private final JobQueue queue;
    private final JobWorker worker;
    private final Settings settings;
    private volatile List<LaneWorkers> lanes = List.of();

    /**
     * How the queue is worked off.
     *
     * @param threads of each lane
     * @param poll after how long, at most, a job that another process added is seen
     * @param heartbeat how often a process tells that it still runs a job; it counts as dead after four times as long
     * @param patience how long {@link #stop} waits for jobs to be handed back before it interrupts them
     */
    public record Settings(int threads, Duration poll, Duration heartbeat, Duration patience) {}

    /** Makes workers that do not work yet. */
    public QueueWorkers(DataSource source, JobQueue queue, JobWorker worker, Settings settings) {
        this.source = source;
        this.queue = queue;
        this.worker = worker;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        if (lanes.isEmpty()) {
            lanes = Stream.of(Lane.values())
                    .map(lane -> new LaneWorkers(source, lane, worker, settings))
                    .toList();
            lanes.forEach(lane -> {
                queue.onWake(lane.lane(), lane::poll);
                lane.start();
            });
        }
    }

    /** Starts no more jobs; those that run go on. */
    public void pause() {
        lanes.forEach(LaneWorkers::pause);
    }

    /** Starts no more jobs, and waits until those that run are handed back, which the service asks of them. */
    @Override
    public synchronized void stop() {
        pause();
        List<Thread> stopping =
                lanes.stream().map(lane -> Thread.ofVirtual().start(lane::stop)).toList();
        for (Thread lane : stopping) {
            try {
                lane.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        lanes = List.of();
    }

    /** They stop after whatever asks running jobs to be handed back, and before the web server. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    @Override
    public boolean isRunning() {
        return !lanes.isEmpty();
    }
}
