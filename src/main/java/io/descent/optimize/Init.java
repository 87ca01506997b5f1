package io.descent.optimize;

import java.util.List;

/** The parameters that a fit starts from. */
public sealed interface Init {

    /** All 0. */
    record Zeros() implements Init {}

    /** Drawn uniformly from [low, high), in the units of the scaled features. */
    record Uniform(double low, double high) implements Init {
        public Uniform {
            if (!(low < high && Double.isFinite(high - low))) {
                throw new IllegalArgumentException("a range must be finite and not empty");
            }
        }
    }

    /** Given, in the data's own units; the intercept is 0 where the model has none. */
    record Values(List<Double> coef, double intercept) implements Init {
        public Values {
            coef = List.copyOf(coef);
        }
    }
}
