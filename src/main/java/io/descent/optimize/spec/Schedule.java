package io.descent.optimize.spec;

import java.io.Serializable;

/**
 * The learning rate of each update: a pure function. A schedule moves with every update or with every epoch; whatever
 * it does, its lower bound is never above the base rate.
 */
public sealed interface Schedule extends Serializable {

    /**
     * Returns the rate of an update.
     *
     * @param base the optimizer's learning rate
     * @param update the number of the update, from 1 on
     * @param updates how many updates the whole fit has
     * @param updatesPerEpoch how many of them an epoch has
     * @param reductions how often {@link Plateau} has lowered the rate so far
     */
    double rate(double base, long update, long updates, int updatesPerEpoch, int reductions);

    /** Returns the last update that has the rate of this one, unless a plateau comes between. */
    default long heldUntil(long update, int updatesPerEpoch) {
        return update;
    }

    private static double cosine(double from, double to, double share) {
        return to + (from - to) / 2 * (1 + StrictMath.cos(Math.PI * share));
    }

    private static long endOfEpoch(long update, int updatesPerEpoch) {
        return ((update - 1) / updatesPerEpoch + 1) * updatesPerEpoch;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    private static boolean isRate(double value) {
        return value >= 0 && value < Double.POSITIVE_INFINITY;
    }

    /** The base rate throughout. */
    record Constant() implements Schedule {
        @Override
        public double rate(double base, long update, long updates, int updatesPerEpoch, int reductions) {
            return base;
        }

        @Override
        public long heldUntil(long update, int updatesPerEpoch) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * base / update^power: scikit-learn's {@code invscaling}, counted in updates as there.
     *
     * @param power finite and at least 0, else {@link IllegalArgumentException}
     */
    record InverseScaling(double power) implements Schedule {
        public InverseScaling {
            require(power >= 0 && power < Double.POSITIVE_INFINITY, "a power is finite and not negative");
        }

        @Override
        public double rate(double base, long update, long updates, int updatesPerEpoch, int reductions) {
            return base / StrictMath.pow((double) update, power);
        }
    }

    /**
     * base · gamma^⌊e / stepSize⌋ in epoch e, counted from 0: PyTorch's {@code StepLR} stepped once an epoch.
     *
     * @param stepSize in epochs, at least 1
     * @param gamma in (0, 1]
     */
    record Step(int stepSize, double gamma) implements Schedule {
        public Step {
            require(stepSize >= 1, "a step is at least one epoch long");
            require(gamma > 0 && gamma <= 1, "gamma is in (0, 1]");
        }

        @Override
        public double rate(double base, long update, long updates, int updatesPerEpoch, int reductions) {
            long steps = (update - 1) / updatesPerEpoch / stepSize;
            return base * StrictMath.pow(gamma, (double) steps);
        }

        @Override
        public long heldUntil(long update, int updatesPerEpoch) {
            return endOfEpoch(update, updatesPerEpoch);
        }
    }

    /**
     * base · gamma^e in epoch e, counted from 0: PyTorch's {@code ExponentialLR} stepped once an epoch.
     *
     * @param gamma in (0, 1]
     */
    record Exponential(double gamma) implements Schedule {
        public Exponential {
            require(gamma > 0 && gamma <= 1, "gamma is in (0, 1]");
        }

        @Override
        public double rate(double base, long update, long updates, int updatesPerEpoch, int reductions) {
            long epoch = (update - 1) / updatesPerEpoch;
            return base * StrictMath.pow(gamma, (double) epoch);
        }

        @Override
        public long heldUntil(long update, int updatesPerEpoch) {
            return endOfEpoch(update, updatesPerEpoch);
        }
    }

    /**
     * end + (base − end) · (1 − t / T)^power with t updates done of T: Keras' {@code PolynomialDecay} over the whole
     * fit, and with end 0 PyTorch's {@code PolynomialLR} stepped once an update.
     *
     * @param power finite and at least 0
     * @param endRate finite and at least 0
     */
    record Polynomial(double power, double endRate) implements Schedule {
        public Polynomial {
            require(power >= 0 && power < Double.POSITIVE_INFINITY, "a power is finite and not negative");
            require(isRate(endRate), "the last rate is finite and not negative");
        }

        @Override
        public double rate(double base, long update, long updates, int updatesPerEpoch, int reductions) {
            double end = Math.min(endRate, base);
            double left = 1 - (double) (update - 1) / updates;
            return end + (base - end) * StrictMath.pow(left, power);
        }
    }

    /**
     * min + (base − min) · (1 + cos(π·t / T)) / 2 with t updates done of T: SGDR without restarts (Loshchilov and
     * Hutter 2017), PyTorch's {@code CosineAnnealingLR} stepped once an update with T_max = T.
     *
     * @param minRate finite and at least 0
     */
    record Cosine(double minRate) implements Schedule {
        public Cosine {
            require(isRate(minRate), "the lowest rate is finite and not negative");
        }

        @Override
        public double rate(double base, long update, long updates, int updatesPerEpoch, int reductions) {
            return cosine(base, Math.min(minRate, base), (double) (update - 1) / updates);
        }
    }

    /**
     * Up from base / divFactor to base along half a cosine, then down to base / (divFactor · finalDivFactor) along
     * another: the 1cycle policy (Smith and Topin 2018), PyTorch's {@code OneCycleLR} in two phases with max_lr = base,
     * stepped once an update. The momentum stays as it is: PyTorch cycles it, too, unless told not to.
     *
     * @param pctStart the share of the updates before the peak, in [0, 1]
     * @param divFactor at least 1
     * @param finalDivFactor at least 1
     */
    record OneCycle(double pctStart, double divFactor, double finalDivFactor) implements Schedule {
        public OneCycle {
            require(pctStart >= 0 && pctStart <= 1, "the share of the rise is between 0 and 1");
            require(divFactor >= 1 && divFactor < Double.POSITIVE_INFINITY, "a divisor is finite and at least 1");
            require(
                    finalDivFactor >= 1 && finalDivFactor < Double.POSITIVE_INFINITY,
                    "a divisor is finite and at least 1");
        }

        @Override
        public double rate(double base, long update, long updates, int updatesPerEpoch, int reductions) {
            double done = update - 1;
            double peak = pctStart * updates - 1;
            double last = updates - 1;
            double first = base / divFactor;
            if (done < peak) {
                return cosine(first, base, done / peak);
            }
            return cosine(base, first / finalDivFactor, last > peak ? (done - peak) / (last - peak) : 0);
        }
    }

    /**
     * base · factor^k after k epochs' ends at which the objective, or the validation loss where stopping watches that,
     * had for more than {@code patience} epochs in a row not fallen by more than {@code threshold} of its lowest value:
     * PyTorch's {@code ReduceLROnPlateau}, of whose band the magnitude is taken, so that a value below 0 is judged
     * alike.
     *
     * @param factor in (0, 1)
     * @param patience at least 0
     * @param threshold a share, finite and at least 0
     * @param minRate finite and at least 0
     */
    record Plateau(double factor, int patience, double threshold, double minRate) implements Schedule {
        public Plateau {
            require(factor > 0 && factor < 1, "the factor is in (0, 1)");
            require(patience >= 0, "patience is not negative");
            require(threshold >= 0 && threshold < Double.POSITIVE_INFINITY, "a threshold is finite and not negative");
            require(isRate(minRate), "the lowest rate is finite and not negative");
        }

        @Override
        public double rate(double base, long update, long updates, int updatesPerEpoch, int reductions) {
            return Math.max(base * StrictMath.pow(factor, reductions), Math.min(minRate, base));
        }

        @Override
        public long heldUntil(long update, int updatesPerEpoch) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * Another schedule after a rise in a straight line to its first rate r (Goyal et al. 2017): update t of the W in
     * the first epochs has r·t / (W + 1), then the other schedule runs over what is left of the fit. PyTorch's
     * {@code SequentialLR} of {@code LinearLR(start_factor=1/(W+1), total_iters=W)} and the other, stepped once an
     * update.
     *
     * @param then not a warmup itself
     * @param epochs at least 1
     */
    record Warmup(Schedule then, int epochs) implements Schedule {
        public Warmup {
            require(!(then instanceof Warmup), "a fit warms up once");
            require(epochs >= 1, "a warmup is at least one epoch long");
        }

        @Override
        public double rate(double base, long update, long updates, int updatesPerEpoch, int reductions) {
            long rise = (long) epochs * updatesPerEpoch;
            long left = Math.max(1, updates - rise);
            return update <= rise
                    ? then.rate(base, 1, left, updatesPerEpoch, reductions) * ((double) update / (rise + 1))
                    : then.rate(base, update - rise, left, updatesPerEpoch, reductions);
        }

        @Override
        public long heldUntil(long update, int updatesPerEpoch) {
            long rise = (long) epochs * updatesPerEpoch;
            if (update <= rise) {
                return update;
            }
            long held = then.heldUntil(update - rise, updatesPerEpoch);
            return held == Long.MAX_VALUE ? held : held + rise;
        }
    }
}
