package io.descent.optimize.rule;

import java.io.Serializable;

/** How parameters are found: the hyperparameters of a method. */
public sealed interface Optimizer extends Serializable permits FirstOrder, Lbfgs, Exact {

    /** Returns its name: the {@code type} in JSON, and what a checkpoint knows it by, so that it never changes. */
    String name();
}
