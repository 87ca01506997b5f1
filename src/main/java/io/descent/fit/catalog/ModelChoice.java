package io.descent.fit.catalog;

import io.descent.model.ModelType;
import io.descent.optimize.spec.ModelSpec;

/** A model and whether it has an intercept. */
record ModelChoice(ModelType type, boolean fitIntercept) {

    static ModelChoice of(ModelSpec spec) {
        return new ModelChoice(spec.type(), spec.fitIntercept());
    }
}
