package io.descent.web.fits;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.data.Classes;
import io.descent.inference.Covariance;
import io.descent.inference.FitStatistics;
import io.descent.inference.Inference;
import io.descent.inference.InferenceSpec;
import io.descent.inference.Influence;
import io.descent.inference.Parameters;
import io.descent.model.LinearModel;
import io.descent.schema.Names;
import io.descent.web.NameOf;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How sure the parameters of a fit are: what is known of them, or {@code refused}. */
@Schema(name = "InferenceResult")
@JsonInclude(JsonInclude.Include.NON_NULL)
record InferenceAnswer(
        @Schema(description = "why there are no standard errors; alone where it is there") @Nullable
        Refused refused,

        @Schema(description = "a name, or the column of clusters: {\"cluster\": …}", implementation = Object.class)
        @Nullable
        Object covariance,

        @Schema(description = "how many there are") @Nullable
        Integer clusters,

        @NameOf(InferenceSpec.Weights.class) @Nullable String weights,

        @Schema(
                description =
                        "what the statistics are compared with: Student's t where the scale of the errors is estimated",
                allowableValues = {"t", "normal"})
        @Nullable
        String distribution,

        @Schema(description = "of the intervals") @Nullable Double level,

        @Schema(
                description =
                        "each intercept before its weights; of softmax the log odds of each class against the first")
        @Nullable
        List<Parameter> parameters,

        @Schema(description = "how many rows there are, as their weights count them") @Nullable
        Double rows,

        @Schema(description = "how many parameters there are beside the intercepts") @JsonProperty("df_model") @Nullable
        Integer dfModel,

        @Schema(description = "rows less all parameters") @JsonProperty("df_residual") @Nullable
        Double dfResidual,

        @JsonProperty("log_likelihood") @Nullable Double logLikelihood,

        @Schema(description = "of the intercept alone") @JsonProperty("null_log_likelihood") @Nullable
        Double nullLogLikelihood,

        @Nullable Double aic,
        @Nullable Double bic,
        @Nullable Double deviance,

        @Schema(description = "of the intercept alone") @JsonProperty("null_deviance") @Nullable
        Double nullDeviance,

        @Schema(description = "of linear the variance σ² of the residuals, else 1") @Nullable
        Double scale,

        @Schema(
                description =
                        "of poisson: how many times the variance of the counts is their mean, about 1 where they are Poisson's")
        @Nullable
        Double dispersion,

        @Schema(description = "of linear") @Nullable Double r2,

        @Schema(description = "of linear") @JsonProperty("adjusted_r2") @Nullable
        Double adjustedR2,

        @Schema(description = "against the intercept alone") @Nullable
        Test test,

        @Schema(description = "of the design with columns of length 1; above 30 features are nearly dependent")
        @JsonProperty("condition_number")
        @Nullable
        Double conditionNumber,

        @Schema(
                description =
                        "by feature, how many times correlation with the others makes the variance of its weight larger")
        @Nullable
        Map<String, Double> vif,

        @Schema(description = "the rows that move the parameters most, the first the most") @Nullable
        List<Row> influence,

        @Schema(
                description =
                        "how many standard errors a parameter of `params` is from the optimum, which these numbers belong to, at most; "
                                + "only where that is more than 0.01")
        @JsonProperty("params_off")
        @Nullable
        Double paramsOff) {

    /** Below it nobody needs to know how far the parameters are from the optimum. */
    private static final double NEAR = 0.01;

    static final String INTERCEPT = "intercept";
    static final String T = "t";

    /** Why there are no standard errors. */
    @Schema(name = "InferenceRefusal")
    record Refused(
            @NameOf(Inference.Reason.class) String code,

            @Schema(description = "why, and what to do") String detail,

            @Schema(description = "that are to blame") @JsonInclude(JsonInclude.Include.NON_EMPTY)
            List<String> features) {}

    /** What is known of a parameter. */
    @Schema(name = "InferredParameter")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Parameter(
            String name,

            @Schema(description = "of softmax, the one whose log odds it is about") @JsonProperty("class") @Nullable
            Object label,

            @Schema(description = "at the optimum") double estimate,

            @JsonProperty("std_error") double stdError,

            @Schema(description = "estimate / std_error") double statistic,

            @Schema(description = "two-sided, by Student's t of linear models, else the normal distribution")
            @JsonProperty("p_value")
            double pValue,

            @Schema(description = "both ends") double[] interval) {}

    /** Whether the features tell anything. */
    @Schema(name = "InferenceTest")
    record Test(
            @Schema(allowableValues = {"f", "likelihood_ratio"})
            String type,

            double statistic,

            @Schema(description = "degrees of freedom: of F two of them")
            double[] df,

            @JsonProperty("p_value") double pValue) {}

    /** A row with much influence. */
    @Schema(name = "InfluentialRow")
    record Row(
            @Schema(description = "its place among the rows that were given, from 0 on")
            int row,

            @Schema(description = "how much of its own prediction its target makes, from 0 to 1")
            double leverage,

            @Schema(description = "how far the parameters move without it") @JsonProperty("cooks_distance")
            double cooksDistance) {}

    static @Nullable InferenceAnswer of(@Nullable Inference inference, LinearModel model) {
        return switch (inference) {
            case null -> null;
            case Inference.Refused refused -> refused(refused);
            case Inference.Estimated found -> estimated(found, model);
        };
    }

    private static InferenceAnswer refused(Inference.Refused refused) {
        return new InferenceAnswer(
                new Refused(Names.json(refused.reason()), refused.detail(), refused.features()),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static InferenceAnswer estimated(Inference.Estimated found, LinearModel model) {
        FitStatistics fit = found.fit();
        FitStatistics.OfLikelihood likelihood = fit.likelihood();
        return new InferenceAnswer(
                null,
                switch (found.spec().covariance()) {
                    case Covariance.Named named -> Names.json(named);
                    case Covariance.Clustered(String column) -> Map.of("cluster", column);
                },
                fit.clusters(),
                Names.json(found.spec().weights()),
                fit.scaleIsEstimated() ? T : "normal",
                found.spec().level(),
                parameters(found, model),
                fit.rows(),
                fit.dfModel(),
                fit.dfResidual(),
                of(likelihood, FitStatistics.OfLikelihood::log),
                of(likelihood, FitStatistics.OfLikelihood::nullLog),
                of(likelihood, FitStatistics.OfLikelihood::aic),
                of(likelihood, FitStatistics.OfLikelihood::bic),
                of(likelihood, FitStatistics.OfLikelihood::deviance),
                of(likelihood, FitStatistics.OfLikelihood::nullDeviance),
                of(likelihood, FitStatistics.OfLikelihood::scale),
                of(likelihood, FitStatistics.OfLikelihood::dispersion),
                of(likelihood, FitStatistics.OfLikelihood::r2),
                of(likelihood, FitStatistics.OfLikelihood::adjustedR2),
                likelihood == null ? null : test(likelihood.test()),
                fit.conditionNumber(),
                byName(model.features(), fit.vif()),
                found.influence().isEmpty()
                        ? null
                        : found.influence().stream().map(InferenceAnswer::row).toList(),
                found.moved() > NEAR ? (Double) found.moved() : null);
    }

    private static @Nullable Double of(
            FitStatistics.@Nullable OfLikelihood likelihood,
            Function<FitStatistics.OfLikelihood, @Nullable Double> which) {
        return likelihood == null ? null : which.apply(likelihood);
    }

    private static @Nullable Test test(FitStatistics.@Nullable Test test) {
        return switch (test) {
            case null -> null;
            case FitStatistics.Test.F(double f, int numerator, double denominator, double p) ->
                new Test("f", f, new double[] {numerator, denominator}, p);
            case FitStatistics.Test.LikelihoodRatio(double ratio, int degrees, double p) ->
                new Test("likelihood_ratio", ratio, new double[] {degrees}, p);
        };
    }

    private static Row row(Influence row) {
        return new Row(row.row(), row.leverage(), row.cooksDistance());
    }

    private static @Nullable Map<String, Double> byName(List<String> features, double @Nullable [] values) {
        if (values == null) {
            return null;
        }
        Map<String, Double> named = new LinkedHashMap<>();
        for (int j = 0; j < values.length; j++) {
            named.put(features.get(j), values[j]);
        }
        return named;
    }

    private static List<Parameter> parameters(Inference.Estimated found, LinearModel model) {
        List<String> names = new ArrayList<>(model.features());
        if (found.intercept()) {
            names.addFirst(INTERCEPT);
        }
        Classes classes = model.outputs() == 1 ? null : model.classes();
        Parameters all = found.parameters();
        List<Parameter> told = new ArrayList<>();
        for (int k = 0; k < found.outputs(); k++) {
            Object label =
                    classes == null ? null : Classes.written(classes.labels().get(k + 1));
            for (int j = 0; j < names.size(); j++) {
                int at = k * names.size() + j;
                told.add(new Parameter(
                        names.get(j),
                        label,
                        all.estimate()[at] + 0.0,
                        all.stdError()[at],
                        all.statistic()[at] + 0.0,
                        all.pValue()[at],
                        new double[] {all.lower()[at], all.upper()[at]}));
            }
        }
        return told;
    }
}
