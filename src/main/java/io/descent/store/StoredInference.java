package io.descent.store;

import io.descent.inference.Covariance;
import io.descent.inference.CovarianceFactor;
import io.descent.inference.FitStatistics;
import io.descent.inference.Inference;
import io.descent.inference.InferenceSpec;
import io.descent.inference.Influence;
import io.descent.inference.Parameters;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How sure the parameters of a fit are, as it is stored with the job: one of both parts. Tests and intervals follow from the errors.
 */
record StoredInference(@Nullable Refused refused, @Nullable Estimated estimated) {

    record Refused(Inference.Reason reason, String detail, List<String> features) {}

    record Estimated(
            Covariance.@Nullable Named covariance,
            @Nullable String clusters,
            double level,
            InferenceSpec.Weights weights,
            int outputs,
            boolean intercept,
            double[] estimate,
            double[] stdError,
            Fit fit,
            List<Row> influence,
            Factor factor,
            double moved) {}

    record Fit(
            double rows,
            int dfModel,
            double dfResidual,
            boolean scaleIsEstimated,
            @Nullable Integer clusters,
            @Nullable Likelihood likelihood,
            @Nullable Double conditionNumber,
            double @Nullable [] vif) {

        static Fit of(FitStatistics fit) {
            return new Fit(
                    fit.rows(),
                    fit.dfModel(),
                    fit.dfResidual(),
                    fit.scaleIsEstimated(),
                    fit.clusters(),
                    fit.likelihood() == null ? null : Likelihood.of(fit.likelihood()),
                    fit.conditionNumber(),
                    fit.vif());
        }

        FitStatistics statistics() {
            return new FitStatistics(
                    rows,
                    dfModel,
                    dfResidual,
                    scaleIsEstimated,
                    clusters,
                    likelihood == null ? null : likelihood.statistics(this),
                    conditionNumber,
                    vif);
        }
    }

    record Likelihood(
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
            @Nullable Double statistic,
            @Nullable Double pValue) {

        static Likelihood of(FitStatistics.OfLikelihood found) {
            FitStatistics.Test test = found.test();
            return new Likelihood(
                    found.log(),
                    found.nullLog(),
                    found.aic(),
                    found.bic(),
                    found.deviance(),
                    found.nullDeviance(),
                    found.scale(),
                    found.dispersion(),
                    found.r2(),
                    found.adjustedR2(),
                    test == null ? null : (Double) test.statistic(),
                    test == null ? null : (Double) test.pValue());
        }

        FitStatistics.OfLikelihood statistics(Fit fit) {
            return new FitStatistics.OfLikelihood(
                    log, nullLog, aic, bic, deviance, nullDeviance, scale, dispersion, r2, adjustedR2, test(fit));
        }

        private FitStatistics.@Nullable Test test(Fit fit) {
            if (statistic == null || pValue == null) {
                return null;
            }
            return fit.scaleIsEstimated
                    ? new FitStatistics.Test.F(statistic, fit.dfModel, fit.dfResidual, pValue)
                    : new FitStatistics.Test.LikelihoodRatio(statistic, fit.dfModel, pValue);
        }
    }

    record Row(int row, double leverage, double cooksDistance) {}

    record Factor(double[] center, double[] scale, boolean intercept, double[] factor) {}

    static @Nullable StoredInference of(@Nullable Inference inference) {
        return switch (inference) {
            case null -> null;
            case Inference.Refused(Inference.Reason reason, String detail, List<String> features) ->
                new StoredInference(new Refused(reason, detail, features), null);
            case Inference.Estimated found ->
                new StoredInference(
                        null,
                        new Estimated(
                                found.spec().covariance() instanceof Covariance.Named named ? named : null,
                                found.spec().covariance() instanceof Covariance.Clustered(String column)
                                        ? column
                                        : null,
                                found.spec().level(),
                                found.spec().weights(),
                                found.outputs(),
                                found.intercept(),
                                found.parameters().estimate(),
                                found.parameters().stdError(),
                                Fit.of(found.fit()),
                                found.influence().stream()
                                        .map(row -> new Row(row.row(), row.leverage(), row.cooksDistance()))
                                        .toList(),
                                new Factor(
                                        found.covariance().center(),
                                        found.covariance().scale(),
                                        found.covariance().intercept(),
                                        found.covariance().factor()),
                                found.moved()));
        };
    }

    Inference inference() {
        if (refused != null) {
            return new Inference.Refused(refused.reason, refused.detail, refused.features);
        }
        Estimated found = Objects.requireNonNull(estimated);
        FitStatistics fit = found.fit.statistics();
        return new Inference.Estimated(
                new InferenceSpec(covariance(found), found.level, found.weights),
                found.outputs,
                found.intercept,
                Parameters.of(found.estimate, found.stdError, fit, found.level),
                fit,
                found.influence.stream()
                        .map(row -> new Influence(row.row, row.leverage, row.cooksDistance))
                        .toList(),
                new CovarianceFactor(
                        found.factor.center, found.factor.scale, found.factor.intercept, found.factor.factor),
                found.moved);
    }

    private static Covariance covariance(Estimated found) {
        return found.covariance == null
                ? new Covariance.Clustered(Objects.requireNonNull(found.clusters))
                : found.covariance;
    }
}
