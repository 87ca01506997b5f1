package io.descent.optimize.spec;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * When a fit ends before its last epoch.
 *
 * @param convergence null to run all epochs
 * @param timeLimitSeconds null for none; the parameters reached by then are the answer
 */
public record StoppingRule(
        @Nullable Convergence convergence, @Nullable Double timeLimitSeconds) implements Serializable {

    /** Runs all epochs. */
    public static final StoppingRule NONE = new StoppingRule(null, null);

    public StoppingRule {
        if (timeLimitSeconds != null && !(timeLimitSeconds > 0)) {
            throw new IllegalArgumentException("a time limit is above 0");
        }
    }

    /** What is watched. */
    public enum Monitor {
        /** Mean loss plus penalty over the rows that are trained on. */
        OBJECTIVE,
        /** Mean loss over the validation rows. */
        VAL_LOSS
    }

    /**
     * Converged once {@code patience} epochs in a row have left the objective where it was. The measure of that is
     * max(minDelta, tolerance · |objective|).
     *
     * <p>A full batch is judged by the objective before each update, which the update has measured anyway. It must
     * neither fall nor rise: momentum makes it swing, and a low point of a swing is not the minimum. Smaller batches
     * are judged by the exact objective after each epoch, which must fail to fall, as in scikit-learn: the noise of the
     * batches never lets it rest. So is the loss over the validation rows, whatever the batch.
     *
     * @param restoreBest whether the parameters of the epoch with the lowest monitored value are the answer, not the last
     *     ones; the first of equals
     */
    public record Convergence(Monitor monitor, int patience, double minDelta, double tolerance, boolean restoreBest)
            implements Serializable {
        public Convergence {
            if (patience < 1 || !(minDelta >= 0) || !(tolerance >= 0)) {
                throw new IllegalArgumentException("patience is at least 1, min_delta and tolerance at least 0");
            }
        }
    }
}
