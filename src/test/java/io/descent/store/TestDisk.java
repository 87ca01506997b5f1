package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk whose flushes are counted, and last as long as a test wants. */
final class TestDisk implements WriteAheadLog.Disk {

    private static final int MANY = 1000;

    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(MANY);
    private final AtomicInteger ended = new AtomicInteger();
    volatile boolean broken;

    @Override
    public void flush() throws IOException {
        begun.release();
        mayEnd.acquireUninterruptibly();
        if (broken) {
            throw new IOException("no disk");
        }
        ended.incrementAndGet();
    }

    /** Has flushes that begin from now on not end. */
    void hang() {
        mayEnd.drainPermits();
    }

    void goOn() {
        mayEnd.release(MANY);
    }

    /** Returns how many flushes have ended. */
    int flushes() {
        return ended.get();
    }

    /** Waits for some time, in which no flush may begin. */
    void awaitNone(long millis) throws InterruptedException {
        assertThat(begun.tryAcquire(millis, TimeUnit.MILLISECONDS))
                .as("a flush within %d ms", millis)
                .isFalse();
    }

    /** Waits until a flush has begun that was not waited for yet. */
    void awaitFlush(long millis) throws InterruptedException {
        assertThat(begun.tryAcquire(millis, TimeUnit.MILLISECONDS))
                .as("a flush within %d ms", millis)
                .isTrue();
    }
}
