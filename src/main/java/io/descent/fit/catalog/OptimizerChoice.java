package io.descent.fit.catalog;

import io.descent.optimize.rule.Optimizer;
import org.jspecify.annotations.Nullable;

/** What a request can say about the optimizer. */
sealed interface OptimizerChoice {

    /** What suits the loss and the other settings. */
    record Auto() implements OptimizerChoice {}

    /** This one. */
    record Named(Optimizer optimizer) implements OptimizerChoice {}

    /** Returns the optimizer of a choice that names one, else null. */
    static @Nullable Object named(Object choice) {
        return choice instanceof Named(Optimizer optimizer) ? optimizer : null;
    }
}
