package io.descent.fit.catalog;

import io.descent.inference.Covariance;
import io.descent.inference.InferenceSpec;
import io.descent.objective.AbsoluteError;
import io.descent.objective.Huber;
import io.descent.objective.Loss;
import io.descent.objective.Quantile;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told of how sure parameters are, as far as it was said.
 *
 * @param covariance null where it was left open: classic where the loss is a likelihood, else HC0
 */
record InferenceChoice(@Nullable Covariance covariance, double level, InferenceSpec.Weights weights) {

    static @Nullable InferenceChoice of(@Nullable InferenceSpec spec) {
        return spec == null ? null : new InferenceChoice(spec.covariance(), spec.level(), spec.weights());
    }

    /** Tells whether a loss that has standard errors is the negative logarithm of a likelihood. */
    static boolean isLikelihood(Loss loss) {
        return !(loss instanceof Huber || loss instanceof Quantile || loss instanceof AbsoluteError);
    }

    InferenceSpec of(Loss loss) {
        Covariance open = isLikelihood(loss) ? Covariance.Named.CLASSIC : Covariance.Named.HC0;
        return new InferenceSpec(covariance == null ? open : covariance, level, weights);
    }
}
