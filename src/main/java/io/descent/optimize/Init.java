package io.descent.optimize;

import io.descent.data.FeatureScaling;
import io.descent.data.ParameterShape;
import io.descent.data.RandomStream;
import java.util.Arrays;
import java.util.List;

/** The parameters that a fit starts from. */
public sealed interface Init {

    /** Returns the parameters of a layout, over scaled features. */
    default double[] parameters(ParameterShape shape, FeatureScaling scaling, long seed) {
        double[] parameters = new double[shape.size()];
        switch (this) {
            case Zeros _ -> {}
            case Uniform(double low, double high) -> {
                RandomStream random = RandomStream.of(seed, RandomStream.Purpose.INIT);
                Arrays.setAll(parameters, _ -> random.uniform(low, high));
            }
            case Values(var coef, double intercept) -> {
                Arrays.setAll(parameters, j -> j < shape.features() ? coef.get(j) : intercept);
                return scaling.toScaledUnits(parameters);
            }
        }
        return parameters;
    }

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
