package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.job.StorageException;
import io.descent.job.StorageException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WriteAheadLogTest {

    private static final long A_SECOND = 1000;
    private static final long MORE_THAN_SOON = 600;

    private final TestDisk disk = new TestDisk();
    private final WriteAheadLog log = new WriteAheadLog(disk);

    @AfterEach
    void close() {
        disk.broken = false;
        disk.goOn();
        log.close();
    }

    @Test
    void whoNeedsAFlushReturnsAfterIt() throws InterruptedException {
        disk.hang();
        Thread writer = Thread.ofPlatform().start(log::flush);
        disk.awaitFlush(A_SECOND);
        assertThat(writer.join(Duration.ofMillis(50))).isFalse();

        disk.goOn();
        writer.join();
        assertThat(disk.flushes()).isOne();
    }

    @Test
    void whoNeedsItSoonDoesNotWaitAndHasItWithinASecond() throws InterruptedException {
        disk.hang();
        log.flushSoon();
        assertThat(disk.flushes()).isZero();

        disk.awaitFlush(A_SECOND);
        // that one may have begun too early for this
        log.flushSoon();
        disk.goOn();
        disk.awaitFlush(A_SECOND);
    }

    @Test
    void manyWhoNeedItSoonShareOne() throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            log.flushSoon();
        }
        disk.awaitFlush(A_SECOND);
        disk.awaitNone(MORE_THAN_SOON);
    }

    @Test
    void whatIsFlushedIsNotFlushedAgain() throws InterruptedException {
        log.flush();
        disk.awaitFlush(A_SECOND);
        disk.awaitNone(MORE_THAN_SOON);
    }

    @Test
    void thoseWhoComeDuringAFlushShareTheNextOne() throws InterruptedException {
        disk.hang();
        List<Thread> writers = new ArrayList<>();
        writers.add(Thread.ofPlatform().start(log::flush));
        disk.awaitFlush(A_SECOND);
        for (int i = 0; i < 8; i++) {
            writers.add(Thread.ofPlatform().start(log::flush));
        }
        while (log.waiting() < 8) {
            Thread.onSpinWait();
        }
        disk.goOn();
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(disk.flushes()).isEqualTo(2);
    }

    @Test
    void aFlushThatFailsIsToldAndTriedAgain() throws InterruptedException {
        disk.broken = true;

        assertThatThrownBy(log::flush)
                .isInstanceOfSatisfying(
                        StorageException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE));
        assertThat(log.failing()).isTrue();
        disk.awaitFlush(0);
        disk.awaitFlush(A_SECOND);
        assertThat(log.failing()).isTrue();

        // the flush that has just begun may be the first to succeed
        disk.broken = false;
        long giveUp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2 * A_SECOND);
        while (log.failing() && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
        }
        assertThat(log.failing()).isFalse();
        assertThat(disk.flushes()).isOne();
    }

    @Test
    void whatIsDueIsFlushedAtTheEnd() {
        log.flushSoon();
        log.close();

        assertThat(disk.flushes()).isOne();
    }
}
