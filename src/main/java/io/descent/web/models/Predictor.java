package io.descent.web.models;

import io.descent.predict.Scorer;

/**
 * What a request is to be answered by.
 *
 * @param answering how answers name it
 */
public record Predictor(Scorer scorer, ModelAnswer answering) {}
