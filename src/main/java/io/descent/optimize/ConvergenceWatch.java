package io.descent.optimize;

import io.descent.optimize.spec.StoppingRule;
import org.jspecify.annotations.Nullable;

/** Applies {@link StoppingRule.Convergence} to the monitored value of epoch after epoch. */
final class ConvergenceWatch {

    /** Changes below this share of the first value are rounding: it is that of the squared error of a double. */
    private static final double ROUNDING = 1e-20;

    private final StoppingRule.@Nullable Convergence rule;
    private final boolean noiseless;
    private double floor = Double.NaN;
    private double anchor;
    private int waited;

    /** Watches; {@code noiseless} says that the value is free of the noise of batches, so that it must not rise either. */
    ConvergenceWatch(StoppingRule.@Nullable Convergence rule, boolean noiseless) {
        this.rule = rule;
        this.noiseless = noiseless;
    }

    void save(StateWriter out) {
        out.put(floor);
        out.put(anchor);
        out.put(waited);
    }

    void restore(StateReader in) {
        floor = in.readDouble();
        anchor = in.readDouble();
        waited = in.readInt();
    }

    /** Takes in the next value and tells whether it has settled; one that is not finite has failed to fall. */
    boolean settled(double value) {
        if (rule == null) {
            return false;
        }
        if (!Double.isFinite(value)) {
            waited++;
            return waited >= rule.patience();
        }
        boolean first = Double.isNaN(floor);
        if (first) {
            floor = ROUNDING * Math.abs(value);
        }
        double band = Math.max(Math.max(rule.minDelta(), rule.tolerance() * Math.abs(anchor)), floor);
        boolean lower = value < anchor - band;
        boolean higher = noiseless && value > anchor + band;
        if (first || lower || higher) {
            anchor = value;
            waited = 0;
        } else {
            waited++;
        }
        return waited >= rule.patience();
    }
}
