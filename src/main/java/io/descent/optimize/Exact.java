package io.descent.optimize;

/** Least squares and ridge solved outright, in one epoch: see {@link LeastSquares}. */
public record Exact() implements Optimizer {}
