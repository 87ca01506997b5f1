package io.descent.web.models;

import io.descent.access.Tenant;
import io.descent.predict.Scorer;

/**
 * What a request is to be answered by.
 *
 * @param answering how answers name it
 */
public record Predictor(Tenant tenant, Scorer scorer, ModelAnswer answering) {}
