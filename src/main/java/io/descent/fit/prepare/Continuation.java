package io.descent.fit.prepare;

import io.descent.data.ParameterShape;
import io.descent.fit.catalog.OptimizerCatalog;
import io.descent.job.DatasetSummary;
import io.descent.job.Ending;
import io.descent.job.Job;
import io.descent.model.LinearModel;
import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.LearningRate;
import io.descent.optimize.rule.Optimizer;
import io.descent.optimize.spec.Init;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a fit goes on with an earlier one.
 *
 * @param fit the id of the earlier one
 * @param from where it stood; null where the data or the settings are others, and only its parameters are taken
 */
public record Continuation(String fit, @Nullable Checkpoint from) {

    /** The settings on which the state of a fit depends. */
    private static final List<String> STATE = List.of(
            "model",
            "loss",
            "penalty",
            "optimizer",
            "schedule",
            "batch_size",
            "shuffle",
            "scaling",
            "class_weight",
            "encoding",
            "validation",
            "seed");

    /** What says that a fit is not to keep the update rule of the one that it goes on with. */
    private static final List<String> RULE = List.of("optimizer", "schedule", "batch_size", "shuffle");

    /** Returns settings with what they leave open as it was for the fit that they go on with. */
    static Map<String, @Nullable Object> inheriting(
            Map<String, @Nullable Object> given, boolean ofColumns, EarlierFits earlierFits) {
        if (!(given.get("init") instanceof Map<?, ?> init && init.get("fit") instanceof String id)) {
            return given;
        }
        Map<String, @Nullable Object> config =
                earlierFits.find(id).map(earlier -> earlier.job().config()).orElse(Map.of());
        return rule(encoding(given, ofColumns, config), config);
    }

    /** Columns become the same features as before, levels and fills included: parameters have no meaning for others. */
    private static Map<String, @Nullable Object> encoding(
            Map<String, @Nullable Object> given, boolean ofColumns, Map<String, @Nullable Object> config) {
        if (!ofColumns || given.get("encoding") != null || config.get("encoding") == null) {
            return given;
        }
        Map<String, @Nullable Object> inherited = new LinkedHashMap<>(given);
        inherited.put("encoding", config.get("encoding"));
        return inherited;
    }

    /**
     * Returns settings with the update rule of the fit that they go on with, and what belongs to it, where they leave all
     * of that open: one without an optimizer would else be taken up by another than it has come from.
     */
    private static Map<String, @Nullable Object> rule(
            Map<String, @Nullable Object> given, Map<String, @Nullable Object> config) {
        if (RULE.stream().anyMatch(name -> given.get(name) != null)) {
            return given;
        }
        Object optimizer = config.get("optimizer");
        if (optimizer == null || !(OptimizerCatalog.read(optimizer) instanceof FirstOrder)) {
            return given;
        }
        Map<String, @Nullable Object> inherited = new LinkedHashMap<>(given);
        Stream<String> names = Stream.concat(RULE.stream(), Stream.of("scaling", "stopping"));
        names.filter(name -> given.get(name) == null && !(name.equals("stopping") && given.containsKey("epochs")))
                .forEach(name -> inherited.put(name, config.get(name)));
        inherited.put("optimizer", asGiven(config, optimizer));
        return inherited;
    }

    /** A rate that was found is to be found again: on other data it may be far too large. */
    private static Object asGiven(Map<String, @Nullable Object> config, Object optimizer) {
        boolean found =
                config.get("explanation") instanceof Map<?, ?> explanation && explanation.containsKey("learning_rate");
        if (!found || !(optimizer instanceof Map<?, ?> settings)) {
            return optimizer;
        }
        Map<Object, @Nullable Object> open = new LinkedHashMap<>(settings);
        open.put("learning_rate", "auto");
        return open;
    }

    /** Returns how many epochs have run before. */
    int epochs() {
        return from == null ? 0 : from.epoch();
    }

    /**
     * Returns the parameters of an earlier fit; null where there are mistakes.
     *
     * @param made the names of features that an encoding has made; null where they are columns as they are
     */
    static Init.@Nullable Values parameters(
            EarlierFits.EarlierFit earlier,
            ParameterShape shape,
            @Nullable List<String> made,
            List<String> classes,
            Mistakes mistakes) {
        Job job = earlier.job();
        if (!(job.ending() instanceof Ending.Success success)) {
            mistakes.add(
                    "/init/fit",
                    Mistake.Code.CONFLICT,
                    "must be a fit that has succeeded, and this one is " + Names.json(job.status()));
            return null;
        }
        LinearModel model = success.model();
        if (model.features().size() != shape.features()
                || model.outputs() != shape.outputs()
                || !job.dataset().classNames().equals(classes)) {
            mistakes.add(
                    "/init/fit",
                    Mistake.Code.CONFLICT,
                    "must be a fit with the same number of features and the same classes");
            return null;
        }
        if (made != null && !model.features().equals(made)) {
            mistakes.add(
                    "/init/fit",
                    Mistake.Code.CONFLICT,
                    "must be a fit whose columns became the same features; leave `encoding` open, and its encoding is taken");
            return null;
        }
        List<List<Double>> coef = Arrays.stream(rows(model))
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
        return new Init.Values(coef, Arrays.stream(model.intercept()).boxed().toList());
    }

    private static double[][] rows(LinearModel model) {
        int features = model.features().size();
        double[][] rows = new double[model.outputs()][];
        Arrays.setAll(rows, k -> Arrays.copyOfRange(model.coef(), k * features, (k + 1) * features));
        return rows;
    }

    /**
     * Returns an optimizer with the learning rate that the earlier fit was given where it is the same one and has to find
     * its rate itself: from where the earlier fit has come to, it might find another.
     */
    static Optimizer optimizer(EarlierFits.EarlierFit earlier, Optimizer own, DatasetSummary data) {
        Object given = earlier.job().config().get("optimizer");
        return given != null
                        && own instanceof FirstOrder rule
                        && rule.learningRate() instanceof LearningRate.Auto
                        && sameData(earlier.job(), data)
                        && OptimizerCatalog.read(given) instanceof FirstOrder before
                        && rule.withLearningRate(before.learningRate()).equals(before)
                ? before
                : own;
    }

    private static boolean sameData(Job job, DatasetSummary data) {
        return job.dataset().sha256().equals(data.sha256())
                && Objects.equals(job.dataset().validationSha256(), data.validationSha256());
    }

    /** Returns how to go on with an earlier fit of which the data and the settings as they were resolved are known. */
    static Continuation of(
            EarlierFits.EarlierFit earlier, Map<String, @Nullable Object> settings, DatasetSummary data) {
        Job job = earlier.job();
        // as text, because numbers that were stored may come back in another type
        boolean same = STATE.stream()
                        // releases before 0.2.0 took no columns but those that are features as they are
                        .filter(name -> !name.equals("encoding") || job.config().get(name) != null)
                        .allMatch(name -> String.valueOf(settings.get(name))
                                .equals(String.valueOf(job.config().get(name))))
                && sameData(job, data);
        return new Continuation(job.id(), same ? earlier.checkpoint() : null);
    }

    String explanation() {
        return from == null
                ? "from the parameters of " + fit + " alone: its data or settings are others, or its state was not kept"
                : "goes on with " + fit + " after epoch " + from.epoch();
    }
}
