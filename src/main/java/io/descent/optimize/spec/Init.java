package io.descent.optimize.spec;

import io.descent.data.FeatureScaling;
import io.descent.data.ParameterShape;
import io.descent.data.RandomStream;
import io.descent.objective.Objective;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** The parameters that a fit starts from. */
public sealed interface Init extends Serializable {

    /** Returns the parameters of an objective over scaled features. */
    default double[] parameters(Objective objective, FeatureScaling scaling, long seed) {
        ParameterShape shape = objective.shape();
        double[] parameters = new double[shape.size()];
        switch (this) {
            case Zeros _ -> {}
            case Constant _ -> {
                return objective.constant();
            }
            case Uniform(double low, double high) -> {
                RandomStream random = RandomStream.of(seed, RandomStream.Purpose.INIT);
                Arrays.setAll(parameters, _ -> random.uniform(low, high));
            }
            case Continued _ -> throw new IllegalStateException("the parameters of another fit are to be known before");
            case Values values -> {
                return scaling.toScaledUnits(values.parameters(shape));
            }
        }
        return parameters;
    }

    /** All 0. */
    record Zeros() implements Init {}

    /**
     * The weights are 0 and the intercept is the constant that the loss likes best: the mean of the targets for squared
     * errors, the median for absolute ones, the logarithm of the mean for counts, the log odds for classes.
     */
    record Constant() implements Init {}

    /** Drawn uniformly from [low, high), in the units of the scaled features. */
    record Uniform(double low, double high) implements Init {
        public Uniform {
            if (!(low < high && Double.isFinite(high - low))) {
                throw new IllegalArgumentException("a range must be finite and not empty");
            }
        }
    }

    /** Those that another fit has reached, of which only the id is known yet. */
    record Continued(String fit) implements Init {}

    /**
     * Given, in the data's own units.
     *
     * @param coef a list of weights for each output
     * @param intercept one for each output, or one for all; 0 where the model has none
     */
    record Values(List<List<Double>> coef, List<Double> intercept) implements Init {
        public Values {
            coef = coef.stream().map(List::copyOf).toList();
            intercept = List.copyOf(intercept);
            if (coef.isEmpty() || intercept.isEmpty()) {
                throw new IllegalArgumentException("at least one output has values");
            }
        }

        /** The values of a model with one output. */
        public static Values of(List<Double> coef, double intercept) {
            return new Values(List.of(coef), List.of(intercept));
        }

        /** Tells whether an intercept is not 0. */
        public boolean hasIntercept() {
            return intercept.stream().anyMatch(value -> value != 0);
        }

        /** Returns the parameters, which must be those of this shape. */
        double[] parameters(ParameterShape shape) {
            double[] parameters = new double[shape.size()];
            for (int j = 0; j < shape.weights(); j++) {
                parameters[j] = coef.get(j / shape.features()).get(j % shape.features());
            }
            for (int j = shape.weights(); j < shape.size(); j++) {
                parameters[j] = intercept.size() == 1 ? intercept.getFirst() : intercept.get(j - shape.weights());
            }
            return parameters;
        }
    }
}
