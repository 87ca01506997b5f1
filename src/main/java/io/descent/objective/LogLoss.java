package io.descent.objective;

import io.descent.data.Dataset;
import io.descent.kernel.Elementary;

/**
 * −log of the probability of the true class, log(1 + e^−z) with z = m for y = 1 and −m for y = 0; the slope is
 * p − y. Evaluated without overflow and with full relative precision in both tails (Mächler, "Accurately computing
 * log(1 − exp(−|a|))", 2012).
 *
 * <p>No branch asks for the sign of a margin, which cannot be foreseen: a wrong guess costs more than the arithmetic.
 */
public record LogLoss() implements MarginLoss {
    @Override
    public double value(double margin, double target) {
        double z = sign(target) * margin;
        return Math.max(-z, 0) + Elementary.log1p(Elementary.exp(-Math.abs(z)));
    }

    @Override
    public double slope(double margin, double target) {
        double sign = sign(target);
        return -sign / (1 + Elementary.exp(sign * margin));
    }

    @Override
    public double secondDerivative(double margin, double target) {
        double tail = Elementary.exp(-Math.abs(margin));
        return tail / ((1 + tail) * (1 + tail));
    }

    @Override
    public double curvature() {
        return 0.25;
    }

    /** 1 for y = 1, −1 for y = 0. */
    private static double sign(double target) {
        return 2 * target - 1;
    }

    @Override
    public double constant(Dataset data) {
        double share = Location.mean(data);
        return share > 0 && share < 1 ? StrictMath.log(share / (1 - share)) : 0;
    }
}
