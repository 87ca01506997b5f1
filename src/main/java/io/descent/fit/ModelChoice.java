package io.descent.fit;

import io.descent.model.ModelType;

/** A model and whether it has an intercept. */
record ModelChoice(ModelType type, boolean fitIntercept) {}
