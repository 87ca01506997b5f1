package io.descent.fit.prepare;

import io.descent.data.Dataset;
import io.descent.data.FeatureProfile;
import io.descent.job.Diagnosis;
import io.descent.job.Ending;
import io.descent.job.Warning;
import io.descent.job.Warning.Code;
import io.descent.model.LinearModel;
import io.descent.model.Metrics;
import io.descent.model.ModelType;
import io.descent.optimize.Plan;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.Optimality;
import io.descent.optimize.course.Series;
import io.descent.optimize.course.StopReason;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.Sgd;
import io.descent.optimize.solve.DependentFeatures;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Looks at a fit before and after it runs for what its caller would want to know. */
final class Diagnostics {

    /** How many times the spread of one feature may be that of another before a gradient step suits neither. */
    private static final double WILD = 1000;

    /** So few targets may be 0 and 1 by chance. */
    private static final int FEW_ROWS = 5;

    private static final int NAMES_TOLD = 10;
    private static final int RELATIONS_TOLD = 5;
    private final Plan plan;
    private final FitSpec spec;
    private final Dataset data;
    private final List<Warning> warnings = new ArrayList<>();

    private Diagnostics(Plan plan, Dataset data) {
        this.plan = plan;
        this.spec = plan.spec();
        this.data = data;
    }

    /** Tells what can be seen before the fit runs. */
    static Diagnosis before(Plan plan, Dataset data) {
        Diagnostics diagnostics = new Diagnostics(plan, data);
        FeatureProfile profile = FeatureProfile.of(data, plan.spec().model().fitIntercept());
        diagnostics.scales(profile);
        diagnostics.constant(profile);
        diagnostics.copies(profile);
        diagnostics.dependent(profile);
        diagnostics.binaryTarget();
        OptionalDouble stable = plan.largestStableRate();
        diagnostics.rate(stable);
        return new Diagnosis(diagnostics.warnings, stable.isPresent() ? stable.getAsDouble() : null);
    }

    /**
     * Returns the names of features in whose direction the objective falls for ever, so that it has no minimum; none where it has
     * one, or that is not known.
     */
    static List<String> separating(Preparation ready, FitOutcome.Fitted fitted, LinearModel model, Metrics metrics) {
        // where all rows are told apart it is known without a search that there is no minimum
        boolean known = penalised(ready.config().spec())
                || (tellsAllApart(metrics) && ready.config().inference() == null);
        return known
                ? List.of()
                : ready.plan().separating(fitted.parameters()).stream()
                        .map(feature -> model.features().get(feature))
                        .toList();
    }

    /** Tells whether a model that gives probabilities tells the classes of all rows apart. */
    static boolean tellsAllApart(Metrics metrics) {
        return accuracy(metrics) == 1;
    }

    /**
     * Tells what only the fit itself shows.
     *
     * @param separating see {@link #separating}
     */
    static List<Warning> after(Plan plan, Ending.Success success, List<String> separating) {
        List<Warning> warnings = new ArrayList<>();
        if (tellsAllApart(success.metrics()) && !penalised(plan.spec())) {
            warnings.add(new Warning(
                    Code.SEPARABLE_CLASSES,
                    "/penalty",
                    "the model tells the classes of all rows apart: without a penalty the loss has no minimum and the "
                            + "weights grow for as long as the fit goes on; give a penalty, \"l2\" for instance"));
        } else if (!separating.isEmpty()) {
            warnings.add(quasiSeparation(plan, separating));
        }
        Optimality optimality = success.outcome().optimality();
        if (optimality != null && !optimality.reached() && success.outcome().reason() != StopReason.EARLY_STOPPING) {
            warnings.add(notConverged(plan, success.outcome(), optimality));
        }
        double[] excess = success.outcome().history().series(Series.EXCESS_LOSS);
        if (excess != null && Arrays.stream(excess).allMatch(Double::isNaN)) {
            warnings.add(new Warning(
                    Code.MINIMUM_NOT_FOUND,
                    "/history/include",
                    "the minimum of the objective was not found in the time and work that the fit may take, so "
                            + "\"excess_loss\" is null"));
        }
        return warnings;
    }

    private static Warning quasiSeparation(Plan plan, List<String> separating) {
        String rows = plan.spec().model().type() == ModelType.POISSON
                ? " set rows apart whose targets are all 0: their mean goes to 0"
                : " set rows apart whose classes are known for certain: their probability goes to 1";
        return new Warning(
                Code.QUASI_SEPARATION,
                "/penalty",
                "the values of "
                        + named(separating.size(), separating::get) + rows
                        + " for as long as the fit goes on, and these weights have no best value; give a penalty, \"l2\" for "
                        + "instance, or leave them out");
    }

    private static Warning notConverged(Plan plan, FitOutcome.Fitted fitted, Optimality optimality) {
        boolean rule = plan.spec().training().optimizer() instanceof FirstOrder;
        String then = fitted.reason() == StopReason.STALLED && !rule
                ? "no step lowers it further: take \"standardize\", a penalty, or another start"
                : "give more `epochs`" + (rule ? ", or leave the optimizer open" : "");
        return new Warning(
                Code.NOT_CONVERGED,
                fitted.reason() == StopReason.EPOCHS ? "/epochs" : "/optimizer",
                String.format(
                        Locale.ROOT,
                        "the fit has not converged after %d epochs: its objective may be %.3g above the minimum; %s",
                        fitted.epochs(),
                        optimality.estimatedExcess(),
                        then));
    }

    private static double accuracy(Metrics metrics) {
        return switch (metrics) {
            case Metrics.TwoClasses classes -> classes.accuracy();
            case Metrics.ManyClasses classes -> classes.accuracy();
            case Metrics.Regression _, Metrics.Separation _, Metrics.Counts _ -> Double.NaN;
        };
    }

    /** Tells whether something draws the weights away from where the rows alone would have them. */
    static boolean penalised(FitSpec spec) {
        return spec.model().penalty().l1() > 0 || spec.model().penalty().l2() > 0 || decaysWeights(spec);
    }

    private static boolean decaysWeights(FitSpec spec) {
        return spec.training().optimizer() instanceof FirstOrder rule && rule.decaysWeights();
    }

    private void scales(FeatureProfile profile) {
        double[] spread = Arrays.stream(profile.deviations()).filter(s -> s > 0).toArray();
        if (spec.training().scaling() == Scaling.NONE
                && spec.training().optimizer() instanceof FirstOrder
                && spread.length > 1) {
            double narrow = Arrays.stream(spread).min().orElseThrow();
            double wide = Arrays.stream(spread).max().orElseThrow();
            if (wide > WILD * narrow) {
                warnings.add(new Warning(
                        Code.DIFFERENT_SCALES,
                        "/scaling",
                        String.format(
                                Locale.ROOT,
                                "the standard deviations of the features go from %.3g (%s) to %.3g (%s): no learning rate "
                                        + "suits both; take \"standardize\"",
                                narrow,
                                nameOf(profile, narrow),
                                wide,
                                nameOf(profile, wide))));
            }
        }
    }

    private String nameOf(FeatureProfile profile, double deviation) {
        return name(IntStream.range(0, data.features())
                .filter(j -> profile.deviations()[j] == deviation)
                .findFirst()
                .orElseThrow());
    }

    private void constant(FeatureProfile profile) {
        List<Integer> constant = profile.constant();
        // a column of ones is the intercept of a model without one
        if (!constant.isEmpty() && spec.model().fitIntercept()) {
            warnings.add(new Warning(
                    Code.CONSTANT_FEATURE,
                    "/dataset",
                    some(constant.size(), i -> name(constant.get(i)))
                            + " the same value in all rows: the intercept says as much; leave out what is constant"));
        }
    }

    private void copies(FeatureProfile profile) {
        List<FeatureProfile.Copy> copies = profile.copies();
        if (!copies.isEmpty()) {
            warnings.add(new Warning(
                    Code.DUPLICATE_FEATURE,
                    "/dataset",
                    some(
                                    copies.size(),
                                    i -> name(copies.get(i).feature()) + " (by "
                                            + name(copies.get(i).of()) + ")")
                            + " values that another feature determines: only the sum of such weights has a meaning; leave "
                            + "out one of each"));
        }
    }

    /** An l2 penalty, or a decay of the weights, leaves one best solution whatever the features are. */
    private void dependent(FeatureProfile profile) {
        if (spec.model().penalty().l2() > 0 || decaysWeights(spec)) {
            return;
        }
        Set<Integer> told = profile.copies().stream()
                .map(FeatureProfile.Copy::feature)
                .collect(Collectors.toCollection(HashSet::new));
        if (spec.model().fitIntercept()) {
            told.addAll(profile.constant());
        }
        List<DependentFeatures.Relation> relations =
                DependentFeatures.of(data, spec.model().fitIntercept(), told);
        if (!relations.isEmpty()) {
            String chosen = spec.training().optimizer() instanceof Exact
                    ? "\"exact\" takes the smallest"
                    : "which ones are answered hangs on the start and the steps";
            warnings.add(new Warning(
                    Code.DEPENDENT_FEATURES,
                    "/dataset",
                    "features follow from others: "
                            + listed(relations.size(), RELATIONS_TOLD, i -> told(relations.get(i)))
                            + "; many weights fit equally well, and " + chosen + "; leave out "
                            + named(relations.size(), i -> name(relations.get(i).feature()))
                            + ", or give the penalty \"l2\""));
        }
    }

    private String told(DependentFeatures.Relation relation) {
        List<Integer> of = relation.of();
        return name(relation.feature()) + " (from " + listed(of.size(), RELATIONS_TOLD, i -> name(of.get(i)))
                + (relation.intercept() ? " and the intercept)" : ")");
    }

    private static String some(int count, IntFunction<String> name) {
        return named(count, name) + (count == 1 ? " has" : " have");
    }

    private static String named(int count, IntFunction<String> name) {
        return listed(count, NAMES_TOLD, name);
    }

    private static String listed(int count, int most, IntFunction<String> name) {
        String names = IntStream.range(0, Math.min(count, most)).mapToObj(name).collect(Collectors.joining(", "));
        return names + (count > most ? " and " + (count - most) + " others" : "");
    }

    private String name(int feature) {
        return data.featureNames().get(feature);
    }

    private void binaryTarget() {
        double[] targets = data.targets();
        if (spec.model().type() == ModelType.LINEAR
                && targets.length >= FEW_ROWS
                && Arrays.stream(targets).allMatch(y -> y == 0 || y == 1)
                && Arrays.stream(targets).distinct().count() == 2) {
            warnings.add(new Warning(
                    Code.BINARY_TARGET,
                    "/model",
                    "all targets are 0 or 1: if they are classes, the model \"logistic\" gives their probabilities"));
        }
    }

    private void rate(OptionalDouble stable) {
        if (spec.training().optimizer() instanceof Sgd
                && stable.isPresent()
                && plan.baseRate() > stable.getAsDouble()) {
            warnings.add(new Warning(
                    Code.RATE_ABOVE_STABLE,
                    "/optimizer/learning_rate",
                    String.format(
                            Locale.ROOT,
                            "%.6g is above %.6g, about the largest learning rate at which the steps do not grow; \"auto\" "
                                    + "takes one below it",
                            plan.baseRate(),
                            stable.getAsDouble())));
        }
    }
}
