package io.descent.objective;

import io.descent.data.Dataset;

/**
 * A loss with its kinks rounded: min over u of ℓ(u) + (m − u)² / (2·width), the Moreau envelope (Moreau 1965; Nesterov,
 * "Smooth minimization of non-smooth functions", 2005). It is nowhere above the loss, and below it by at most half the
 * width times the square of the steepest slope; so its minimum is a lower bound of that of the loss.
 *
 * @param width above 0 and finite, in the units of the margin, else {@link IllegalArgumentException}
 */
public record Smoothed(KinkedLoss loss, double width) implements MarginLoss {

    public Smoothed {
        if (!(width > 0 && width < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a width is finite and above 0");
        }
    }

    @Override
    public double value(double margin, double target) {
        double slope = slope(margin, target);
        return loss.value(margin - width * slope, target) + 0.5 * width * slope * slope;
    }

    @Override
    public double slope(double margin, double target) {
        return loss.smoothSlope(margin, target, width);
    }

    /** 1 / width where a kink is rounded, else 0. */
    @Override
    public double secondDerivative(double margin, double target) {
        return loss.isOfALine(slope(margin, target)) ? 0 : 1 / width;
    }

    @Override
    public double curvature() {
        return 1 / width;
    }

    @Override
    public double constant(Dataset data) {
        return loss.constant(data);
    }

    /**
     * Returns by how much the slope of the rounded loss misses being one of the loss itself: ℓ(m) + ℓ*(α) − α·m for the
     * slope α, with ℓ* the conjugate; 0 where no kink is rounded. With it slopes α that leave no gradient bound the
     * minimum from below: the duality gap of a row.
     */
    public double gap(double margin, double target) {
        double slope = slope(margin, target);
        if (loss.isOfALine(slope)) {
            return 0;
        }
        double step = width * slope;
        return Math.max(loss.value(margin, target) - loss.value(margin - step, target) - step * slope, 0);
    }
}
