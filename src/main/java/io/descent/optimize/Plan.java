package io.descent.optimize;

import io.descent.data.DenseDataset;
import io.descent.data.FeatureScaling;
import org.jspecify.annotations.Nullable;

/**
 * A fit ready to run: nothing is open any more.
 *
 * @param spec with a fixed learning rate
 * @param data as it was given
 * @param scaling from the data's units to the optimizer's
 * @param scaled the data in the optimizer's units
 * @param curvature what an automatic learning rate was taken from; null where the rate was given
 */
public record Plan(
        FitSpec spec,
        DenseDataset data,
        FeatureScaling scaling,
        DenseDataset scaled,
        @Nullable Curvature curvature) {

    /** Scales the data and, where the learning rate is automatic, takes it from them: a few passes over the rows. */
    public static Plan of(FitSpec spec, DenseDataset data) {
        FeatureScaling scaling = spec.scaling().fit(data, spec.fitIntercept());
        DenseDataset scaled = scaling.apply(data);
        return switch (spec.optimizer().learningRate()) {
            case LearningRate.Fixed _ -> new Plan(spec, data, scaling, scaled, null);
            case LearningRate.Auto _ -> {
                Curvature curvature = Curvature.of(spec, scaled);
                LearningRate rate = new LearningRate.Fixed(curvature.safeRate(spec, data.rows()));
                FitSpec resolved = spec.withOptimizer(spec.optimizer().withLearningRate(rate));
                yield new Plan(resolved, data, scaling, scaled, curvature);
            }
        };
    }

    /** Returns the learning rate before any schedule. */
    public double baseRate() {
        return switch (spec.optimizer().learningRate()) {
            case LearningRate.Fixed(double value) -> value;
            case LearningRate.Auto _ -> throw new IllegalStateException("a plan's learning rate is fixed");
        };
    }
}
