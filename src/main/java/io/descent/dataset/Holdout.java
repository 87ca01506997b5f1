package io.descent.dataset;

/** The share of the rows that are set apart for validation, so that nothing may be learned of them. */
public record Holdout(double share, long seed) {}
