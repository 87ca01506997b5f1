package io.descent.optimize.spec;

import io.descent.data.Dataset;
import io.descent.data.FeatureScaling;
import io.descent.data.Parallel;
import io.descent.data.ParameterShape;

/** What is done to the features before the fit; parameters are answered in the data's own units in any case. */
public enum Scaling {
    /** Nothing. */
    NONE,
    /** To standard deviation 1 and, where there is an intercept to take it up, mean 0; see {@link FeatureScaling}. */
    STANDARDIZE;

    /** Measures the features. */
    public FeatureScaling fit(Dataset data, ParameterShape shape, Parallel parallel) {
        return switch (this) {
            case NONE -> FeatureScaling.none(shape);
            case STANDARDIZE -> FeatureScaling.standardize(data, shape, parallel);
        };
    }
}
