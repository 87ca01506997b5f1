package io.descent.optimize;

/** How parameters are found: the hyperparameters of a method. */
public sealed interface Optimizer permits FirstOrder, Lbfgs, Exact {}
