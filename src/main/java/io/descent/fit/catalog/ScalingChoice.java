package io.descent.fit.catalog;

import io.descent.optimize.spec.Scaling;

/** What a request can say about scaling. */
enum ScalingChoice {
    AUTO,
    NONE,
    STANDARDIZE;

    static ScalingChoice of(Scaling scaling) {
        return switch (scaling) {
            case NONE -> NONE;
            case STANDARDIZE -> STANDARDIZE;
        };
    }
}
