package io.descent.web.models;

import io.descent.predict.Scorer;

/** What a request is to be answered by. */
record Predictor(Scorer scorer, ModelAnswer answering) {}
