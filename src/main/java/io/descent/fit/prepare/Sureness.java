package io.descent.fit.prepare;

import io.descent.dataset.TrainingData;
import io.descent.inference.Clusters;
import io.descent.inference.FitStatistics;
import io.descent.inference.Inference;
import io.descent.inference.Inference.Reason;
import io.descent.inference.Inference.Refused;
import io.descent.inference.InferenceSpec;
import io.descent.inference.Influence;
import io.descent.job.Warning;
import io.descent.objective.SquaredError;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.Optimality;
import io.descent.optimize.course.StopReason;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.spec.FitSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How sure the parameters of a fit are; where a number would mislead, the reason instead. */
final class Sureness {

    /** In standard errors: so far from the optimum the parameters of a fit that has not converged may be. */
    private static final double NEAR = 0.01;

    /** What is told before the fit of features whose weights are not determined. */
    private static final Set<Warning.Code> DEPENDENT =
            Set.of(Warning.Code.DEPENDENT_FEATURES, Warning.Code.DUPLICATE_FEATURE);

    /** How many times the variance of counts may be their mean before that is told. */
    private static final double DISPERSED = 1.5;

    private Sureness() {}

    /**
     * Tells it; null where it was not asked for.
     *
     * @param apart whether the model tells the classes of all rows apart
     * @param separating the features in whose direction the objective falls for ever; none where it has a minimum
     */
    static @Nullable Inference of(Preparation ready, FitOutcome.Fitted fitted, boolean apart, List<String> separating) {
        InferenceSpec wanted = ready.config().inference();
        if (wanted == null) {
            return null;
        }
        if (Diagnostics.penalised(ready.config().spec())) {
            return new Refused(
                    Reason.PENALISED,
                    "a penalty draws the parameters towards 0, and no standard errors follow from the rows alone: leave "
                            + "`penalty` and weight decay out",
                    List.of());
        }
        if (fitted.reason() == StopReason.EARLY_STOPPING || fitted.bestEpoch() != null) {
            return new Refused(
                    Reason.EARLY_STOPPING,
                    "early stopping has ended the fit before its minimum, as a penalty would: leave `stopping` out",
                    List.of());
        }
        if (apart || !separating.isEmpty()) {
            return new Refused(
                    Reason.SEPARABLE,
                    "the likelihood has no maximum: it rises for as long as the weights"
                            + (separating.isEmpty() ? "" : " of " + String.join(", ", separating))
                            + " grow, which set rows apart without a mistake; give a penalty, and do without standard errors",
                    separating);
        }
        Inference told = told(ready, fitted, wanted);
        return told instanceof Inference.Estimated estimated ? inGivenRows(estimated, ready.data()) : told;
    }

    private static Inference told(Preparation ready, FitOutcome.Fitted fitted, InferenceSpec wanted) {
        int[] clusters = ready.data().clusters();
        Inference found = ready.plan()
                .inference(wanted, fitted.parameters(), clusters == null ? Clusters.NONE : Clusters.of(clusters));
        Optimality optimality = fitted.optimality();
        boolean converged = optimality != null && optimality.reached();
        if (!(found instanceof Inference.Estimated estimated)) {
            return found;
        }
        Optional<Warning> dependent = ready.diagnosis().warnings().stream()
                .filter(warning -> DEPENDENT.contains(warning.code()))
                .findFirst();
        if (dependent.isPresent()) {
            return new Refused(Reason.RANK_DEFICIENT, dependent.get().detail(), List.of());
        }
        if (converged) {
            return found;
        }
        if (ready.config().spec().model().loss().kinked()) {
            return new Refused(
                    Reason.NOT_CONVERGED,
                    "the fit has not converged, and how far it is from the optimum is not known: give more `epochs`, or leave the "
                            + "optimizer open",
                    List.of());
        }
        return estimated.moved() > NEAR
                ? notConverged(estimated, advice(ready.config().spec()))
                : found;
    }

    private static String advice(FitSpec spec) {
        return spec.training().optimizer() instanceof Exact
                ? "the features are too nearly dependent: leave some out, or center them"
                : spec.model().loss() instanceof SquaredError
                        ? "take the optimizer \"exact\""
                        : "give more `epochs`, or leave the optimizer open";
    }

    /** Rows without weight, with missing values or set apart for validation are none of those that were trained on. */
    private static Inference.Estimated inGivenRows(Inference.Estimated found, TrainingData data) {
        int[] places = data.places();
        return places == null
                ? found
                : found.with(found.influence().stream()
                        .map(row -> new Influence(places[row.row()], row.leverage(), row.cooksDistance()))
                        .toList());
    }

    private static Refused notConverged(Inference.Estimated found, String advice) {
        return new Refused(
                Reason.NOT_CONVERGED,
                String.format(
                        Locale.ROOT,
                        "the fit has not converged: a parameter is %.2g standard errors from the optimum; %s",
                        found.moved(),
                        advice),
                List.of());
    }

    /** Returns what a caller would want to know of it; nothing where there is nothing. */
    static List<Warning> warnings(@Nullable Inference found) {
        FitStatistics.OfLikelihood likelihood =
                found instanceof Inference.Estimated estimated ? estimated.fit().likelihood() : null;
        Double dispersion = likelihood == null ? null : likelihood.dispersion();
        boolean robust = found instanceof Inference.Estimated estimated
                && estimated.spec().covariance().isRobust();
        return dispersion == null || dispersion <= DISPERSED
                ? List.of()
                : List.of(new Warning(
                        Warning.Code.OVERDISPERSION,
                        "/inference/covariance",
                        String.format(
                                Locale.ROOT,
                                "the variance of the counts is %.3g times their mean, and not the same as that of Poisson's: %s",
                                dispersion,
                                robust
                                        ? "the standard errors allow for it, the likelihood and what follows from it do not"
                                        : "classic standard errors are too small; take \"HC3\"")));
    }
}
