package io.descent.inference;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the fit as a whole.
 *
 * @param rows n: how many rows there are, as their weights count them
 * @param dfModel how many parameters there are beside the intercepts
 * @param dfResidual n less all parameters
 * @param scaleIsEstimated whether the scale of the errors is not known before, so that statistics are Student's t
 * @param clusters how many there are; null where the covariance is not clustered
 * @param likelihood what follows from the likelihood; null where the loss is none
 * @param conditionNumber the largest by the least singular value of the design with columns of length 1 (Belsley, Kuh and Welsch 1980), as
 *     it is weighted at the optimum; null where there are too many columns
 * @param vif by feature, how many times the variance of its weight is that of the same feature alone; null for softmax
 */
public record FitStatistics(
        double rows,
        int dfModel,
        double dfResidual,
        boolean scaleIsEstimated,
        @Nullable Integer clusters,
        @Nullable OfLikelihood likelihood,
        @Nullable Double conditionNumber,
        double @Nullable [] vif) {

    /**
     * What follows from the likelihood.
     *
     * @param log of the optimum
     * @param nullLog of the intercept alone; without an intercept of margins of 0
     * @param aic 2k − 2·log, k all parameters and, where it is estimated, the scale, as R has it; statsmodels does not count the scale
     * @param bic k·log n − 2·log
     * @param deviance of squared errors their sum; else twice what the log-likelihood is below that of a model with a parameter for
     *     each row
     * @param scale φ: of squared errors σ² = deviance / dfResidual, else 1
     * @param dispersion of counts Σ (y − μ)²/μ / dfResidual, about 1 where they are Poisson's; else null
     * @param r2 of squared errors 1 − deviance / nullDeviance; else null
     * @param adjustedR2 the same of the mean squares; else null
     * @param test against the intercept alone; null where there is no other parameter
     */
    public record OfLikelihood(
            double log,
            double nullLog,
            double aic,
            double bic,
            double deviance,
            double nullDeviance,
            double scale,
            @Nullable Double dispersion,
            @Nullable Double r2,
            @Nullable Double adjustedR2,
            @Nullable Test test) {}

    /** Whether the features tell anything: F of the mean squares, or twice the ratio of the log-likelihoods. */
    public sealed interface Test {

        /** Returns the statistic. */
        double statistic();

        /** Returns how probable one as large, or larger, is where they tell nothing. */
        double pValue();

        /** F. */
        record F(double statistic, int numerator, double denominator, double pValue) implements Test {}

        /** The likelihood ratio, a χ². */
        record LikelihoodRatio(double statistic, int degrees, double pValue) implements Test {}
    }
}
