package io.descent.store;

import io.descent.job.StorageException;
import io.descent.job.StorageException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flushes the log in which commits stand in their order: so a flush is for all that was committed before it. Those who
 * need one at the same time share it.
 */
final class WriteAheadLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WriteAheadLog.class);

    /** Leaves most of the second that is promised to the disk. */
    private static final Duration SOON = Duration.ofMillis(250);

    private static final Duration BETWEEN_COMPLAINTS = Duration.ofSeconds(5);

    private final Disk disk;
    private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("flush").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());
    private final Throttle complaints = new Throttle(BETWEEN_COMPLAINTS, System::nanoTime);
    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicLong wanted = new AtomicLong();
    private final ReentrantLock flushing = new ReentrantLock();
    private long done;
    private volatile boolean failing;

    /** What brings the log to the disk. */
    @FunctionalInterface
    interface Disk {
        void flush() throws IOException;
    }

    WriteAheadLog(Disk disk) {
        this.disk = disk;
    }

    /** Returns when all that was committed before is on the disk. */
    void flush() {
        long mine = wanted.incrementAndGet();
        flushing.lock();
        try {
            if (done < mine) {
                long shared = wanted.get();
                toDisk();
                done = shared;
            }
        } finally {
            flushing.unlock();
        }
    }

    private void toDisk() {
        try {
            disk.flush();
            failing = false;
        } catch (IOException | RuntimeException failure) {
            failing = true;
            if (complaints.mayPass()) {
                LOG.error("what was committed cannot be flushed to the disk; retrying", failure);
            }
            flushSoon();
            throw new StorageException(Reason.UNAVAILABLE, failure);
        }
    }

    /** Has all that was committed before on the disk within a second. */
    void flushSoon() {
        if (due.compareAndSet(false, true)) {
            var _ = thread.schedule(this::flushDue, SOON.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void flushDue() {
        // before the flush: what is committed from now on needs another one
        due.set(false);
        try {
            flush();
        } catch (StorageException again) {
            LOG.debug("the next flush is due", again);
        }
    }

    /** Tells whether the last flush failed. */
    boolean failing() {
        return failing;
    }

    /** Returns how many wait for a flush of somebody else. */
    int waiting() {
        return flushing.getQueueLength();
    }

    /** Flushes for the last time. */
    @Override
    public void close() {
        thread.shutdownNow();
        flushDue();
    }
}
