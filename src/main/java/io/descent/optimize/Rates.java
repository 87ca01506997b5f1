package io.descent.optimize;

import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Schedule;
import org.jspecify.annotations.Nullable;

/** The learning rates of one fit: its schedule, and what a plateau has seen so far. */
final class Rates {

    private final Schedule schedule;
    private final Schedule.@Nullable Plateau plateau;
    private final double base;
    private final long updates;
    private final int updatesPerEpoch;
    private double held;
    private long heldUntil;
    private double lowest = Double.POSITIVE_INFINITY;
    private int waited;
    private int reductions;

    Rates(FitSpec spec, double base, int updatesPerEpoch) {
        this.schedule = spec.training().schedule();
        Schedule main = schedule instanceof Schedule.Warmup(var then, int _) ? then : schedule;
        this.plateau = main instanceof Schedule.Plateau found ? found : null;
        this.base = base;
        this.updates = (long) spec.training().epochs() * updatesPerEpoch;
        this.updatesPerEpoch = updatesPerEpoch;
    }

    /**
     * Returns the rate of an update, of which there must be no later one before; never 0, so that steppers can divide
     * by it.
     */
    double of(long update) {
        if (update > heldUntil) {
            held = Math.max(schedule.rate(base, update, updates, updatesPerEpoch, reductions), Double.MIN_NORMAL);
            heldUntil = schedule.heldUntil(update, updatesPerEpoch);
        }
        return held;
    }

    /** Tells whether all updates up to this one have the rate that was asked for last. */
    boolean holdsUntil(long update) {
        return update <= heldUntil;
    }

    /** Tells whether the schedule wants to know the objective after each epoch. */
    boolean watching() {
        return plateau != null;
    }

    void save(StateWriter out) {
        out.put(lowest);
        out.put(waited);
        out.put(reductions);
    }

    /** Takes up what a plateau has seen; the rate itself follows. */
    void restore(StateReader in) {
        lowest = in.readDouble();
        waited = in.readInt();
        reductions = in.readInt();
    }

    /** Takes in the objective of another epoch. */
    void watch(double objective) {
        if (plateau == null) {
            return;
        }
        if (objective < lowest - plateau.threshold() * Math.abs(lowest) || lowest == Double.POSITIVE_INFINITY) {
            lowest = objective;
            waited = 0;
            return;
        }
        waited++;
        if (waited > plateau.patience()) {
            waited = 0;
            reductions++;
            heldUntil = 0;
        }
    }
}
