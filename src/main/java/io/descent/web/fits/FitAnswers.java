package io.descent.web.fits;

import io.descent.data.Classes;
import io.descent.job.DatasetSummary;
import io.descent.job.Diagnosis;
import io.descent.job.Ending;
import io.descent.job.Job;
import io.descent.job.Progress;
import io.descent.model.LinearModel;
import io.descent.model.Metrics;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import io.descent.optimize.course.Optimality;
import io.descent.schema.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns jobs into answers. */
final class FitAnswers {

    private FitAnswers() {}

    /** Returns a fit with its history. */
    static FitAnswer whole(Job job, ParamsForm params) {
        Ending ending = job.ending();
        return answer(job, ending == null ? null : HistoryAnswer.of(ending.history()), params);
    }

    /** Returns a fit as it stands in a list, without its history. */
    static FitAnswer summary(Job job) {
        return answer(job, null, ParamsForm.LISTED);
    }

    /** Returns the names of the classes where each has parameters of its own, else none. */
    static List<String> outputNames(Job job, History history) {
        return history.columns().shape().outputs() == 1
                ? List.of()
                : job.dataset().classNames();
    }

    private static FitAnswer answer(Job job, @Nullable HistoryAnswer history, ParamsForm params) {
        return new FitAnswer(
                job.id(),
                job.label(),
                Names.json(job.status()),
                job.status().done(),
                stopReason(job.ending()),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                Boolean.FALSE.equals(job.config().get("store")) ? null : job.expiresAt(),
                progress(job.progress()),
                job.ending() instanceof Ending.Success success ? result(success, params) : null,
                history,
                job.config(),
                dataset(job.dataset()),
                warnings(job.diagnosis()),
                diagnosis(job),
                failure(job.ending()));
    }

    static FitAnswer.Progress progress(Progress progress) {
        return new FitAnswer.Progress(
                progress.epoch(), progress.epochs(), progress.rowsPerSecond(), progress.secondsLeft());
    }

    private static FitAnswer.Diagnosis diagnosis(Job job) {
        Optimality optimality = job.ending() instanceof Ending.Success success
                ? success.outcome().optimality()
                : null;
        return new FitAnswer.Diagnosis(
                job.diagnosis().largestStableRate(),
                optimality == null ? null : optimality.gradientNorm(),
                optimality == null ? null : optimality.estimatedExcess());
    }

    static List<FitAnswer.Warning> warnings(Diagnosis diagnosis) {
        return diagnosis.warnings().stream()
                .map(warning -> new FitAnswer.Warning(Names.json(warning.code()), warning.pointer(), warning.detail()))
                .toList();
    }

    static FitAnswer.Dataset dataset(DatasetSummary summary) {
        return new FitAnswer.Dataset(
                summary.rows(),
                summary.trainingRows(),
                summary.validationRows(),
                summary.features(),
                summary.sha256(),
                summary.validationSha256());
    }

    static @Nullable String stopReason(@Nullable Ending ending) {
        return switch (ending) {
            case Ending.Success success -> Names.json(success.outcome().reason());
            case Ending.Divergence _ -> "diverged";
            case Ending.Cancellation _, Ending.Failure _ -> null;
            case null -> null;
        };
    }

    private static FitAnswer.Result result(Ending.Success success, ParamsForm params) {
        LinearModel model = success.model();
        return new FitAnswer.Result(
                model.features(),
                model.classes() == null
                        ? null
                        : model.classes().labels().stream()
                                .map(Classes::written)
                                .toList(),
                switch (params) {
                    case LISTED -> FitAnswer.Params.of(model.intercept(), model.coef());
                    case BY_NAME -> byName(model);
                },
                success.outcome().loss(),
                success.outcome().objective(),
                FitAnswer.MetricValues.of(success.metrics()),
                success.outcome().bestEpoch(),
                validation(success),
                InferenceAnswer.of(success.inference(), model));
    }

    private static FitAnswer.Params byName(LinearModel model) {
        Classes classes = model.classes();
        double[] intercept = model.intercept();
        double[][] rows = FitAnswer.Params.rows(model.coef(), model.outputs());
        if (model.outputs() == 1 || classes == null) {
            return new FitAnswer.Params(intercept[0], named(model.features(), rows[0]));
        }
        Map<String, Double> intercepts = new LinkedHashMap<>();
        Map<String, Map<String, Double>> coef = new LinkedHashMap<>();
        for (int k = 0; k < rows.length; k++) {
            String name = Classes.written(classes.labels().get(k)).toString();
            intercepts.put(name, intercept[k]);
            coef.put(name, named(model.features(), rows[k]));
        }
        return new FitAnswer.Params(intercepts, coef);
    }

    private static Map<String, Double> named(List<String> features, double[] weights) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int j = 0; j < weights.length; j++) {
            named.put(features.get(j), weights[j]);
        }
        return named;
    }

    private static FitAnswer.@Nullable ValidationResult validation(Ending.Success success) {
        Metrics metrics = success.validation();
        Double loss = success.outcome().valLoss();
        return metrics == null || loss == null
                ? null
                : new FitAnswer.ValidationResult(loss, FitAnswer.MetricValues.of(metrics));
    }

    private static FitAnswer.@Nullable Failure failure(@Nullable Ending ending) {
        return switch (ending) {
            case Ending.Divergence divergence -> failure(divergence);
            case Ending.Failure failure ->
                new FitAnswer.Failure(Names.json(failure.code()), failure.detail(), null, null, null, null, null);
            case Ending.Success _, Ending.Cancellation _ -> null;
            case null -> null;
        };
    }

    private static FitAnswer.Failure failure(Ending.Divergence divergence) {
        FitOutcome.Diverged outcome = divergence.outcome();
        return new FitAnswer.Failure(
                "diverged",
                outcome.update() == 0 ? tooLarge() : ranAway(outcome, divergence.suggestion() != null),
                outcome.epoch(),
                outcome.update(),
                outcome.learningRate(),
                outcome.largestStableRate(),
                divergence.suggestion());
    }

    private static String tooLarge() {
        return "the loss was not finite before the first update: the data, or the values in init, are too large for it. "
                + "Divide them by a power of ten.";
    }

    private static String ranAway(FitOutcome.Diverged outcome, boolean mendable) {
        String seen = switch (outcome.cause()) {
            case NOT_FINITE -> "the loss or a parameter was no longer finite";
            case LOSS_ROSE -> "the objective ended far above where it began";
        };
        String stable = Double.isFinite(outcome.largestStableRate())
                ? String.format(
                        Locale.ROOT,
                        "; the largest stable one is about %.6g for these data and settings",
                        outcome.largestStableRate())
                : "";
        return String.format(
                Locale.ROOT,
                "%s in epoch %d, after %d updates, with learning rate %.6g%s. %s",
                seen,
                outcome.epoch(),
                outcome.update(),
                outcome.learningRate(),
                stable,
                mendable ? "Post `suggestion` with the same dataset." : "Leave the optimizer and its settings open.");
    }
}
