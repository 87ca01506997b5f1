package io.descent.fit.catalog;

import io.descent.optimize.spec.StoppingRule;
import io.descent.optimize.spec.StoppingRule.Convergence;
import io.descent.optimize.spec.StoppingRule.Monitor;
import org.jspecify.annotations.Nullable;

/** What a request says about stopping; null is what it leaves open. */
public record StoppingChoice(
        @Nullable Monitor monitor,
        @Nullable Integer patience,
        @Nullable Double minDelta,
        @Nullable Double tolerance,
        @Nullable Boolean restoreBest,
        @Nullable Double timeLimitSeconds) {

    /** The stopping rule of a fit that says nothing of it; found by measuring, see docs/performance.md. */
    public static final Convergence DEFAULT_CONVERGENCE = new Convergence(Monitor.OBJECTIVE, 10, 0, 1e-8, false);

    /** Returns a rule as it stands in JSON; null for one that never stops. */
    static @Nullable StoppingChoice of(StoppingRule rule) {
        if (rule.equals(StoppingRule.NONE)) {
            return null;
        }
        Convergence convergence = rule.convergence();
        return convergence == null
                ? new StoppingChoice(null, null, null, null, null, rule.timeLimitSeconds())
                : new StoppingChoice(
                        convergence.monitor(),
                        convergence.patience(),
                        convergence.minDelta(),
                        convergence.tolerance(),
                        convergence.restoreBest(),
                        rule.timeLimitSeconds());
    }

    /** Tells whether something was said that only makes sense where a value is watched. */
    boolean watches() {
        return monitor != null
                || patience != null
                || minDelta != null
                || tolerance != null
                || Boolean.TRUE.equals(restoreBest);
    }

    /**
     * Returns the rule.
     *
     * @param validated whether there are rows to validate with
     */
    StoppingRule rule(boolean validated) {
        if (!watches()) {
            return new StoppingRule(null, timeLimitSeconds);
        }
        Monitor natural = validated ? Monitor.VAL_LOSS : DEFAULT_CONVERGENCE.monitor();
        // a caller who says how much in absolute terms does not want a share as well
        double share = minDelta != null ? 0 : DEFAULT_CONVERGENCE.tolerance();
        return new StoppingRule(
                new Convergence(
                        monitor != null ? monitor : natural,
                        patience != null ? patience : DEFAULT_CONVERGENCE.patience(),
                        minDelta != null ? minDelta : DEFAULT_CONVERGENCE.minDelta(),
                        tolerance != null ? tolerance : share,
                        Boolean.TRUE.equals(restoreBest)),
                timeLimitSeconds);
    }
}
