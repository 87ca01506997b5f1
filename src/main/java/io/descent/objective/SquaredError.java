package io.descent.objective;

import io.descent.data.Dataset;

/**
 * (m − y)², so that the slope is 2·(m − y). Without the ½ that scikit-learn puts before it; PyTorch's {@code MSELoss} is
 * the same. y is any finite number.
 */
public record SquaredError() implements MarginLoss {
    @Override
    public double value(double margin, double target) {
        double error = margin - target;
        return error * error;
    }

    @Override
    public double slope(double margin, double target) {
        return 2 * (margin - target);
    }

    @Override
    public double secondDerivative(double margin, double target) {
        return 2;
    }

    @Override
    public double curvature() {
        return 2;
    }

    @Override
    public double constant(Dataset data) {
        return Location.mean(data);
    }
}
