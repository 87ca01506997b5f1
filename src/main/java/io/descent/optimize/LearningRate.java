package io.descent.optimize;

/** How large a step is: given, or to be taken from the data. */
public sealed interface LearningRate {

    /** A given rate; the constructor throws {@link IllegalArgumentException} unless it is finite and above 0. */
    record Fixed(double value) implements LearningRate {
        public Fixed {
            if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a learning rate is finite and above 0");
            }
        }
    }

    /** The rate that {@link Curvature} finds safe for the data, the loss and the batch size. */
    record Auto() implements LearningRate {}
}
