package io.descent.objective;

import java.io.Serializable;

/**
 * What is added to the mean loss for large weights: l1·‖w‖₁ + ½·l2·‖w‖². The intercept is never penalised. The smooth
 * part goes through the gradient; the l1 part is applied as a shrink step, so that weights become exactly 0.
 *
 * <p>The constructors throw {@link IllegalArgumentException} for a strength that is negative or not finite.
 */
public sealed interface Penalty extends Serializable {

    /** Returns the strength of the absolute part. */
    double l1();

    /** Returns the strength of the squared part. */
    double l2();

    /** Returns the penalty of the first {@code count} of the parameters. */
    default double value(double[] parameters, int count) {
        double absolutes = 0;
        double squares = 0;
        for (int j = 0; j < count; j++) {
            absolutes += Math.abs(parameters[j]);
            squares += parameters[j] * parameters[j];
        }
        return l1() * absolutes + 0.5 * l2() * squares;
    }

    /** Returns w moved towards 0 by {@code amount}, and 0 when that would pass it (soft thresholding). */
    static double shrink(double weight, double amount) {
        return weight > amount ? weight - amount : weight < -amount ? weight + amount : 0;
    }

    /** No penalty. */
    record None() implements Penalty {
        @Override
        public double l1() {
            return 0;
        }

        @Override
        public double l2() {
            return 0;
        }
    }

    /** ½·alpha·‖w‖², ridge; scikit-learn's {@code Ridge} has neither the ½ nor the mean. */
    record L2(double alpha) implements Penalty {
        public L2 {
            requireStrength(alpha);
        }

        @Override
        public double l1() {
            return 0;
        }

        @Override
        public double l2() {
            return alpha;
        }
    }

    /** alpha·‖w‖₁, lasso. */
    record L1(double alpha) implements Penalty {
        public L1 {
            requireStrength(alpha);
        }

        @Override
        public double l1() {
            return alpha;
        }

        @Override
        public double l2() {
            return 0;
        }
    }

    /** alpha·(l1_ratio·‖w‖₁ + ½·(1 − l1_ratio)·‖w‖²), as in scikit-learn. */
    record ElasticNet(double alpha, double l1Ratio) implements Penalty {
        public ElasticNet {
            requireStrength(alpha);
            if (!(l1Ratio >= 0 && l1Ratio <= 1)) {
                throw new IllegalArgumentException("the share of l1 is between 0 and 1");
            }
        }

        @Override
        public double l1() {
            return alpha * l1Ratio;
        }

        @Override
        public double l2() {
            return alpha * (1 - l1Ratio);
        }
    }

    private static void requireStrength(double alpha) {
        if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a penalty's strength is finite and not negative");
        }
    }
}
