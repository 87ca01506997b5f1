package io.descent.job;

/**
 * What is kept of a dataset.
 *
 * @param sha256 of shape, names, features, targets and weights, in hexadecimal
 */
public record DatasetSummary(int rows, int features, String sha256) {}
