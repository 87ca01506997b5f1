package io.descent.optimize;

import io.descent.data.DenseDataset;
import io.descent.data.FeatureScaling;
import io.descent.data.ParameterShape;

/** What is done to the features before the fit; parameters are answered in the data's own units in any case. */
public enum Scaling {
    /** Nothing. */
    NONE,
    /** To mean 0 (only where there is an intercept to take it up) and standard deviation 1. */
    STANDARDIZE;

    FeatureScaling fit(DenseDataset data, ParameterShape shape) {
        return switch (this) {
            case NONE -> FeatureScaling.none(shape);
            case STANDARDIZE -> FeatureScaling.standardize(data, shape);
        };
    }
}
