package io.descent.optimize;

import io.descent.data.Parallel;
import io.descent.optimize.stretch.RemoteSums;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The thread of a fit and those that help it. Work is cut into numbered parts by the data alone, and whichever thread is free
 * takes the next; so the results do not depend on how many take part.
 *
 * <p>A batch can take two microseconds, much less than waking a thread does. So a helper that ran out of parts
 * spins for a while before it sleeps.
 */
final class Team implements AutoCloseable {

    /** Work in numbered parts that do not touch the same data. */
    interface Parts {
        void run(int number);
    }

    /** How often a thread that waits for work, or for the last part, spins before it yields: about 40 µs. */
    private static final int SPINS = 2000;

    private static final long NAP = 1_000;

    /** Multiply-adds that are worth a thread: about a millisecond. */
    static final double WORTH_A_THREAD = 3e6;

    /** The bits of a ticket: from the lowest on, the next part, how many parts there are, the number of the work. */
    private static final int PART_BITS = 16;

    private static final int PART_MASK = (1 << PART_BITS) - 1;

    private final Cores cores;
    private final @Nullable RemoteSums remote;
    private final List<Helper> helpers = new ArrayList<>();

    /** One number, so that nobody takes a part of one work by the count of another. */
    private final AtomicLong ticket = new AtomicLong();

    private final AtomicInteger done = new AtomicInteger();
    private volatile @Nullable Throwable failure;
    private @Nullable Parts work;

    Team(Cores cores) {
        this(cores, null);
    }

    /**
     * Makes a team.
     *
     * @param remote sums over the rows of the fit where they lie; null where they are here
     */
    Team(Cores cores, @Nullable RemoteSums remote) {
        this.cores = cores;
        this.remote = remote;
        cores.take();
    }

    /** Returns what sums over the rows of the fit where they lie; null where they are here. */
    @Nullable
    RemoteSums remote() {
        return remote;
    }

    /** Sees to it that as many help as can be of use and as there are cores for. */
    void muster(int useful) {
        while (!helpers.isEmpty() && (cores.areShort() || helpers.size() >= useful)) {
            helpers.removeLast().dismiss();
            cores.giveBack();
        }
        while (helpers.size() < useful - 1 && cores.takeSpare()) {
            Helper helper = new Helper();
            helpers.add(helper);
            helper.thread.start();
        }
    }

    /** Returns what runs parts with as many helpers as this many multiply-adds, all parts together, are worth. */
    Parallel sharing(double work) {
        return (count, part) -> {
            muster((int) Math.clamp(work / WORTH_A_THREAD, 1, count));
            run(part::accept, count);
        };
    }

    /** Runs parts 0 … count − 1, here and wherever help is at hand, and returns when all are done. */
    void run(Parts parts, int count) {
        if (helpers.isEmpty() || count == 1) {
            for (int part = 0; part < count; part++) {
                parts.run(part);
            }
            return;
        }
        failure = null;
        work = parts;
        done.set(0);
        long number = (ticket.get() >>> (2 * PART_BITS)) + 1;
        ticket.set(((number << PART_BITS) | count) << PART_BITS);
        for (int i = 0; i < helpers.size(); i++) {
            helpers.get(i).wake();
        }
        while (runOne()) {
            // until all parts are taken
        }
        for (int spins = 0; done.get() < count; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(NAP);
            }
        }
        Throwable thrown = failure;
        if (thrown != null) {
            throw new IllegalStateException("a part of the work failed", thrown);
        }
    }

    /** Takes a part and runs it; returns false if none was left. */
    private boolean runOne() {
        int part = claim();
        if (part < 0) {
            return false;
        }
        try {
            Parts parts = work;
            if (parts != null) {
                parts.run(part);
            }
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
        } finally {
            done.incrementAndGet();
        }
        return true;
    }

    private int claim() {
        while (true) {
            long current = ticket.get();
            if (!hasPart(current)) {
                return -1;
            }
            if (ticket.compareAndSet(current, current + 1)) {
                return (int) current & PART_MASK;
            }
        }
    }

    private static boolean hasPart(long ticket) {
        return (ticket & PART_MASK) < ((ticket >>> PART_BITS) & PART_MASK);
    }

    /** Sends the helpers away and waits for them to be gone. */
    @Override
    public void close() {
        muster(1);
        cores.giveBack();
    }

    /** A thread that takes parts until it is dismissed. */
    private final class Helper implements Runnable {

        private final Thread thread = new Thread(this, Thread.currentThread().getName() + "-helper");
        private volatile boolean sleeps;
        private volatile boolean dismissed;

        Helper() {
            thread.setDaemon(true);
        }

        @Override
        public void run() {
            int spins = 0;
            while (!dismissed) {
                if (runOne()) {
                    spins = 0;
                } else if (spins < SPINS) {
                    spins++;
                    Thread.onSpinWait();
                } else {
                    sleeps = true;
                    // work that came before this could be seen has woken nobody
                    if (!dismissed && !hasPart(ticket.get())) {
                        LockSupport.park(Team.this);
                    }
                    sleeps = false;
                    spins = 0;
                }
            }
        }

        void wake() {
            if (sleeps) {
                LockSupport.unpark(thread);
            }
        }

        void dismiss() {
            dismissed = true;
            LockSupport.unpark(thread);
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
