package io.descent.optimize;

import io.descent.optimize.course.Measured;
import io.descent.optimize.course.StopReason;
import io.descent.optimize.spec.StoppingRule;
import io.descent.optimize.spec.StoppingRule.Monitor;
import org.jspecify.annotations.Nullable;

/** Applies a {@link StoppingRule} to epoch after epoch, and keeps the parameters of the best of them. */
final class StoppingWatch {

    private final StoppingRule.@Nullable Convergence rule;
    private final ConvergenceWatch convergence;
    private final boolean fullBatch;
    private double lowest = Double.NaN;
    private int bestEpoch;
    private double @Nullable [] best;

    StoppingWatch(StoppingRule stopping, boolean fullBatch) {
        this.rule = stopping.convergence();
        this.fullBatch = fullBatch;
        this.convergence = new ConvergenceWatch(rule, fullBatch && watches(Monitor.OBJECTIVE));
    }

    boolean watches(Monitor monitor) {
        return rule != null && rule.monitor() == monitor;
    }

    private boolean keepsBest() {
        return rule != null && rule.restoreBest();
    }

    /** Tells whether the objective must be measured after each epoch. */
    boolean needsObjective() {
        return watches(Monitor.OBJECTIVE) && (!fullBatch || keepsBest());
    }

    /**
     * An epoch ended.
     *
     * @param before the objective before the epoch's first update, where a full batch has measured it
     * @param answered the parameters that would be answered now; copied where they are the best so far
     * @return why the fit is to end now; null where it goes on
     */
    @Nullable
    StopReason epochEnded(int epoch, double before, Measured measured, double[] answered) {
        if (rule == null) {
            return null;
        }
        double after = watches(Monitor.VAL_LOSS) ? measured.valLoss() : measured.objective();
        if (keepsBest() && !(after >= lowest) && Double.isFinite(after)) {
            lowest = after;
            bestEpoch = epoch;
            keep(answered);
        }
        boolean settled = convergence.settled(fullBatch && watches(Monitor.OBJECTIVE) ? before : after);
        return !settled ? null : watches(Monitor.VAL_LOSS) ? StopReason.EARLY_STOPPING : StopReason.CONVERGED;
    }

    void save(StateWriter out) {
        convergence.save(out);
        out.put(lowest);
        out.put(bestEpoch);
        out.put(best);
    }

    void restore(StateReader in) {
        convergence.restore(in);
        lowest = in.readDouble();
        bestEpoch = in.readInt();
        best = in.readNullableDoubles();
    }

    private void keep(double[] answered) {
        if (best == null) {
            best = answered.clone();
        } else {
            System.arraycopy(answered, 0, best, 0, best.length);
        }
    }

    /** Returns the parameters of the best epoch so far; null where they are not kept, or there was none. */
    double @Nullable [] best() {
        return best;
    }

    /** Returns the number of the epoch of {@link #best}; null where there is none. */
    @Nullable
    Integer bestEpoch() {
        return best == null ? null : bestEpoch;
    }
}
