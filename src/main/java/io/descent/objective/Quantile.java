package io.descent.objective;

import io.descent.data.Dataset;

/**
 * The pinball loss: q·(y − m) for m ≤ y, (1 − q)·(m − y) for m above, whose minimum is the conditional q-quantile
 * (Koenker and Bassett, "Regression quantiles", 1978). The slope is −q below y, 1 − q above, and 0 where they are
 * equal. y is any finite number. scikit-learn's {@code QuantileRegressor} and statsmodels' {@code QuantReg} minimise the
 * same; q = 0.5 is half the absolute error.
 *
 * @param q in (0, 1), else {@link IllegalArgumentException}
 */
public record Quantile(double q) implements KinkedLoss {

    public Quantile {
        if (!(q > 0 && q < 1)) {
            throw new IllegalArgumentException("a quantile is between 0 and 1, both excluded");
        }
    }

    @Override
    public double value(double margin, double target) {
        double error = margin - target;
        return error > 0 ? (1 - q) * error : -q * error;
    }

    @Override
    public double slope(double margin, double target) {
        return margin > target ? 1 - q : margin < target ? -q : 0;
    }

    @Override
    public double smoothSlope(double margin, double target, double width) {
        return Math.clamp((margin - target) / width, -q, 1 - q);
    }

    @Override
    public boolean isOfALine(double slope) {
        return slope == -q || slope == 1 - q;
    }

    @Override
    public double curvatureAt(Dataset data) {
        return 0.5 / Spread.of(data);
    }

    @Override
    public double constant(Dataset data) {
        return Location.quantile(data, q);
    }
}
