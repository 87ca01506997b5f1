package io.descent.optimize;

import org.jspecify.annotations.Nullable;

/** Applies {@link StoppingRule.Convergence} to the objective of epoch after epoch. */
final class ConvergenceWatch {

    private final StoppingRule.@Nullable Convergence rule;
    private double lowest = Double.POSITIVE_INFINITY;
    private int waited;

    ConvergenceWatch(StoppingRule.@Nullable Convergence rule) {
        this.rule = rule;
    }

    boolean active() {
        return rule != null;
    }

    /** Takes in the next value and tells whether the fit has converged. */
    boolean settled(double value) {
        if (rule == null) {
            return false;
        }
        double margin = Math.max(rule.minDelta(), rule.tolerance() * Math.abs(lowest));
        if (lowest == Double.POSITIVE_INFINITY || value < lowest - margin) {
            lowest = value;
            waited = 0;
        } else {
            waited++;
        }
        return waited >= rule.patience();
    }
}
