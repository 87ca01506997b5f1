package io.descent.inference;

import java.util.List;

/** How sure the parameters of a fit are, or why that cannot be said. */
public sealed interface Inference {

    /** Why there are no standard errors. */
    enum Reason {
        /** The penalty draws the parameters away from where their distribution is known. */
        PENALISED,
        /** The parameters are not those of the minimum. */
        NOT_CONVERGED,
        /** The fit was ended before its minimum, by rows to validate with. */
        EARLY_STOPPING,
        /** The likelihood has no maximum. */
        SEPARABLE,
        /** Some features follow from others. */
        RANK_DEFICIENT,
        /** There are no more rows than parameters. */
        NO_DEGREES_OF_FREEDOM,
        /** The model reproduces every target, and what remains is rounding. */
        EXACT_FIT,
        /** A row determines a parameter alone, so that what it misses by is not known. */
        LEVERAGE_ONE,
        /** The matrix of the parameters does not fit in memory. */
        TOO_MANY_PARAMETERS
    }

    /**
     * There are none.
     *
     * @param detail why, and what to do
     * @param features those that are to blame; none where it is not one of them
     */
    record Refused(Reason reason, String detail, List<String> features) implements Inference {

        /** Makes it. */
        public Refused {
            features = List.copyOf(features);
        }
    }

    /**
     * What is known of them.
     *
     * @param outputs how many margins have parameters: 1, or of softmax one for each class but the first
     * @param intercept whether the first parameter of each is an intercept
     * @param parameters in the order of the outputs, each with its intercept before its weights
     * @param influence the rows of most influence, the first the most; none for softmax
     * @param covariance for the errors of predictions
     * @param moved how far the parameters of the fit are from the optimum at most, in standard errors
     */
    record Estimated(
            InferenceSpec spec,
            int outputs,
            boolean intercept,
            Parameters parameters,
            FitStatistics fit,
            List<Influence> influence,
            CovarianceFactor covariance,
            double moved)
            implements Inference {

        /** Makes it. */
        public Estimated {
            influence = List.copyOf(influence);
        }

        /** Returns this with other numbers for the rows of most influence. */
        public Estimated with(List<Influence> rows) {
            return new Estimated(spec, outputs, intercept, parameters, fit, rows, covariance, moved);
        }
    }
}
