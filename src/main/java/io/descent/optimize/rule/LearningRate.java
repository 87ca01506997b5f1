package io.descent.optimize.rule;

import java.io.Serializable;

/** How large a step is: given, or to be taken from the data. */
public sealed interface LearningRate extends Serializable {

    /** A given rate; the constructor throws {@link IllegalArgumentException} unless it is finite and above 0. */
    record Fixed(double value) implements LearningRate {
        public Fixed {
            if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a learning rate is finite and above 0");
            }
        }
    }

    /** The rate is taken from the data, the loss and the batch size, see {@link AutomaticRate}. */
    record Auto() implements LearningRate {}
}
