package io.descent.store;

import static java.util.Comparator.naturalOrder;

import io.descent.job.StorageException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Commits the writes of callers that come at the same time in one transaction, because what a commit costs is the wait
 * for the disk. A caller that finds no commit under way commits for all that wait; every caller returns only when its own write
 * is committed. Statements may be run twice, the first time without effect.
 */
final class GroupCommit {

    private static final int MOST = 256;

    /** Who has just been answered comes again within this time, where callers come in crowds. */
    private static final long GATHERING_NANOS = 100_000;

    private final TransactionTemplate transactions;
    private final Consumer<Durability> begin;
    private final Queue<Write<?>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Thread> leader = new AtomicReference<>();
    private boolean crowded;

    /**
     * Makes one that commits nothing yet.
     *
     * @param begin is run first in each transaction, and told the most that one of its writes needs
     */
    GroupCommit(TransactionTemplate transactions, Consumer<Durability> begin) {
        this.transactions = transactions;
        this.begin = begin;
    }

    /** Runs statements in a transaction, alone or with others, and returns their result once it is committed. */
    <T extends @Nullable Object> T commit(Durability needed, Supplier<T> statements) {
        if (committing()) {
            throw new IllegalStateException("a write within a write is not committed when it returns");
        }
        Write<T> write = new Write<>(needed, statements);
        waiting.add(write);
        // an interrupt is for the work of this thread, not for what the others are waiting for
        boolean interrupted = Thread.interrupted();
        while (!write.done) {
            if (leader.compareAndSet(null, Thread.currentThread())) {
                try {
                    commitWaiting();
                } finally {
                    leader.set(null);
                    callNext();
                }
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return write.outcome();
    }

    /** Tells whether the calling thread runs the statements of writes. */
    boolean committing() {
        return Thread.currentThread().equals(leader.get());
    }

    /** Returns how many writes wait. */
    int waiting() {
        return waiting.size();
    }

    private void callNext() {
        Write<?> next = waiting.peek();
        if (next != null) {
            LockSupport.unpark(next.owner);
        }
    }

    private void commitWaiting() {
        if (crowded) {
            LockSupport.parkNanos(this, GATHERING_NANOS);
        }
        List<Write<?>> group = new ArrayList<>();
        for (Write<?> next = waiting.poll(); next != null; next = group.size() < MOST ? waiting.poll() : null) {
            group.add(next);
        }
        crowded = group.size() > 1;
        if (group.isEmpty()) {
            return;
        }
        try {
            commitTogether(group);
            group.forEach(Write::succeed);
        } catch (RuntimeException | Error failure) {
            if (group.size() == 1 || SqlFailures.reason(failure) == Reason.UNAVAILABLE) {
                // when nothing answers, each would wait for the full timeout again
                group.forEach(write -> write.fail(failure));
            } else {
                // one of them is at fault, and the others must not suffer from it
                group.forEach(this::commitAlone);
            }
        }
    }

    private void commitTogether(List<Write<?>> group) {
        Durability most =
                group.stream().map(write -> write.needed).max(naturalOrder()).orElseThrow();
        transactions.executeWithoutResult(_ -> {
            begin.accept(most);
            group.forEach(Write::run);
        });
    }

    private void commitAlone(Write<?> write) {
        try {
            commitTogether(List.of(write));
            write.succeed();
        } catch (RuntimeException | Error failure) {
            write.fail(failure);
        }
    }

    /** The statements of one caller. The committing caller sets the outcome, which is read when they are done. */
    private static final class Write<T extends @Nullable Object> {
        private final Durability needed;
        private final Supplier<T> statements;
        private final Thread owner = Thread.currentThread();
        private @Nullable T result;
        private @Nullable Throwable failure;
        private volatile boolean done;

        Write(Durability needed, Supplier<T> statements) {
            this.needed = needed;
            this.statements = statements;
        }

        void run() {
            result = statements.get();
        }

        void succeed() {
            done = true;
            LockSupport.unpark(owner);
        }

        void fail(Throwable cause) {
            failure = cause;
            done = true;
            LockSupport.unpark(owner);
        }

        @SuppressWarnings("NullAway") // T itself says whether its statements may answer null
        T outcome() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            return result;
        }
    }
}
