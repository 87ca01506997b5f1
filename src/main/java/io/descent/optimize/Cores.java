package io.descent.optimize;

import java.util.concurrent.atomic.AtomicInteger;

/** How many threads the fits of a process may keep busy together. Each has its own; what is left helps where it pays. */
public final class Cores {

    private final int limit;
    private final AtomicInteger taken = new AtomicInteger();

    private Cores(int limit) {
        this.limit = limit;
    }

    /** Returns as many as this, or as the machine has where it is 0. */
    public static Cores of(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("there are no fewer threads than none");
        }
        return new Cores(limit > 0 ? limit : Runtime.getRuntime().availableProcessors());
    }

    /** Takes one for a fit's own thread, which runs whether there is one or not. */
    void take() {
        taken.incrementAndGet();
    }

    /** Takes one for a helping thread, if there is one. */
    boolean takeSpare() {
        int before = taken.get();
        while (before < limit) {
            if (taken.compareAndSet(before, before + 1)) {
                return true;
            }
            before = taken.get();
        }
        return false;
    }

    /** Tells whether more are taken than there are, so that a helper should go. */
    boolean areShort() {
        return taken.get() > limit;
    }

    void giveBack() {
        taken.decrementAndGet();
    }
}
