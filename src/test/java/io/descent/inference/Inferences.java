package io.descent.inference;

import io.descent.data.Dataset;
import io.descent.data.FeatureScaling;
import io.descent.data.Parallel;
import io.descent.data.ParameterShape;
import io.descent.objective.LinearMargins;
import io.descent.objective.Loss;
import io.descent.objective.Objective;
import io.descent.objective.Penalty;

/** Finds optimum and errors from zero parameters on. */
final class Inferences {

    private static final Parallel ALONE = (count, part) -> {
        for (int i = 0; i < count; i++) {
            part.accept(i);
        }
    };

    private Inferences() {}

    static Inference of(Dataset data, Loss loss, boolean intercept, InferenceSpec spec) {
        return of(data, loss, new ParameterShape(data.features(), 1, intercept), spec);
    }

    static Inference of(Dataset data, Loss loss, ParameterShape shape, InferenceSpec spec) {
        return of(data, loss, shape, spec, Clusters.NONE);
    }

    static Inference of(Dataset data, Loss loss, ParameterShape shape, InferenceSpec spec, Clusters clusters) {
        return of(data, loss, shape, new double[shape.size()], spec, clusters);
    }

    static Inference of(
            Dataset data, Loss loss, ParameterShape shape, double[] start, InferenceSpec spec, Clusters clusters) {
        FeatureScaling scaling = FeatureScaling.standardize(data, shape);
        Dataset scaled = scaling.apply(data);
        return Estimator.of(
                new Objective(scaled, loss, new Penalty.None(), new LinearMargins(scaled, shape)),
                scaling,
                start,
                spec,
                clusters,
                ALONE);
    }
}
