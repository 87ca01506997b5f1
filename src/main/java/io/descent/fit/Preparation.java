package io.descent.fit;

import static io.descent.fit.Mistake.Code.UNKNOWN_VALUE;

import io.descent.data.Classes;
import io.descent.data.Dataset;
import io.descent.data.Digest;
import io.descent.data.Split;
import io.descent.job.DatasetSummary;
import io.descent.job.Diagnosis;
import io.descent.objective.Loss;
import io.descent.optimize.BatchSize;
import io.descent.optimize.Curvature;
import io.descent.optimize.FitSpec;
import io.descent.optimize.Init;
import io.descent.optimize.Optimizer;
import io.descent.optimize.Plan;
import io.descent.optimize.Reach;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request made ready to run: all of its mistakes found, or none.
 *
 * @param config with every setting resolved
 * @param data the rows that are trained on
 * @param diagnosis what can be seen before the fit runs
 */
record Preparation(FitConfig config, TrainingData data, DatasetSummary summary, Plan plan, Diagnosis diagnosis) {

    /** What stands at the top level of a request without being a setting. */
    private static final List<String> BESIDE_SETTINGS = Stream.concat(
                    Stream.of("dataset"), DatasetDraft.Form.ROWS.fields().stream())
            .toList();

    /** Resolves a request; throws {@link InvalidRequestException} with everything that is wrong with it. */
    static Preparation of(FitRequest request, Limits limits, EarlierFits earlierFits) {
        Mistakes mistakes = request.mistakes();
        FitConfig config = Request.FORM.read(request.settings(), "", BESIDE_SETTINGS, mistakes);
        ModelChoice model = config != null
                ? new ModelChoice(config.spec().model(), config.spec().fitIntercept())
                : modelAlone(request.settings());
        long seed = config == null ? 0 : config.spec().seed();
        TrainingData data =
                DatasetResolver.resolve(request.dataset(), model == null ? null : model.type(), seed, limits, mistakes);
        DatasetSummary summary = data == null ? null : summary(data);
        Dataset validation = null;
        DatasetDraft own = validationDataset(request.settings());
        if (own != null) {
            TrainingData resolved = DatasetResolver.resolveValidation(
                    own, model == null ? null : model.type(), data, seed, limits, mistakes);
            if (summary != null && resolved != null) {
                validation = resolved.dataset();
                summary = summary.validatedBy(validation.rows(), Digest.of(resolved.dataset()));
            }
        }
        if (config != null && config.validation() instanceof ValidationChoice.Fraction(double share)) {
            Split split = data == null ? null : ValidationRows.split(data, share, seed, mistakes);
            if (data != null && summary != null && split != null) {
                data = new TrainingData(split.training(), data.classes());
                validation = split.validation();
                summary = summary.setApart(validation.rows());
            }
        }
        TrainingData.Weighted weighted = data == null
                ? null
                : data.weighted(config != null ? config.classWeight() : classWeightAlone(request.settings()), mistakes);
        EarlierFits.EarlierFit earlier = null;
        if (config != null && config.spec().init() instanceof Init.Continued(String id)) {
            earlier = earlierFits.find(id).orElse(null);
            if (earlier == null) {
                mistakes.add("/init/fit", UNKNOWN_VALUE, "must be the id of a fit that is kept here");
            } else if (summary != null && data != null) {
                Init.Values reached = Continuation.parameters(
                        earlier, config.spec().shape(data.dataset()), summary.classNames(), mistakes);
                if (reached != null) {
                    FitSpec spec = config.spec();
                    Optimizer optimizer = Continuation.optimizer(earlier, spec.optimizer(), summary);
                    config = config.with(spec.withInit(reached).withOptimizer(optimizer), config.explanation());
                }
            }
        }
        if (config != null && data != null) {
            config = new SizeCheck(data.dataset(), validation, limits, mistakes).check(config);
        }
        mistakes.throwIfAny();
        if (config == null || data == null || summary == null || weighted == null) {
            throw new IllegalStateException("a request without mistakes resolves");
        }
        Plan plan = Plan.of(config.spec(), weighted.dataset(), validation);
        Map<String, String> explanation = new LinkedHashMap<>(config.explanation());
        explanation.putAll(weighted.explanation());
        explanation.putAll(explanation(plan));
        config = config.with(plan.spec(), explanation);
        if (earlier != null) {
            Continuation continuation = Continuation.of(earlier, Request.FORM.write(config), summary);
            explanation.put("init", continuation.explanation());
            config = config.with(plan.spec(), explanation).continuing(continuation);
            plan = plan.with(config.spec());
        }
        return new Preparation(config, data, summary, plan, Diagnostics.before(plan));
    }

    /** Returns how many epochs of other settings the limits allow on the same data. */
    double mostEpochs(FitSpec other, Limits limits) {
        SizeCheck check = new SizeCheck(data.dataset(), plan.validation(), limits, new Mistakes());
        return check.mostEpochs(other, check.workPerEpoch(other));
    }

    private static DatasetSummary summary(TrainingData training) {
        Dataset data = training.dataset();
        Classes classes = training.classes();
        List<String> classNames = classes == null
                ? List.of()
                : classes.labels().stream()
                        .map(label -> Classes.written(label).toString())
                        .toList();
        return DatasetSummary.of(data.rows(), data.featureNames(), classNames, Digest.of(data));
    }

    /** It can be checked even when other settings are wrong. */
    private static @Nullable DatasetDraft validationDataset(Map<String, @Nullable Object> settings) {
        return settings.get(ValidationCatalog.VALIDATION.name()) instanceof Map<?, ?> validation
                        && validation.get("dataset") instanceof DatasetDraft draft
                ? draft
                : null;
    }

    /** The target can be checked even when other settings are wrong. */
    private static @Nullable ModelChoice modelAlone(Map<String, @Nullable Object> settings) {
        Object given = settings.get(ModelCatalog.MODEL_SETTING.name());
        return given == null
                ? ModelCatalog.MODEL_SETTING.fallback()
                : ModelCatalog.MODEL.read(given, "", new Mistakes());
    }

    private static @Nullable ClassWeight classWeightAlone(Map<String, @Nullable Object> settings) {
        Object given = settings.get(Request.CLASS_WEIGHT.name());
        return given == null ? null : Request.CLASS_WEIGHT.domain().read(given, "", new Mistakes());
    }

    private static Map<String, String> explanation(Plan plan) {
        Reach reach = plan.reach();
        if (reach != null) {
            return Map.of(
                    "learning_rate",
                    String.format(
                            Locale.ROOT,
                            "auto: %.6g × %.6g, how far the parameter is expected to go that goes furthest (its slope "
                                    + "at the start over its own curvature, from %d rows)",
                            plan.baseRate() / reach.distance(),
                            reach.distance(),
                            reach.rows()));
        }
        Curvature curvature = plan.curvature();
        if (curvature == null) {
            return Map.of();
        }
        Loss loss = plan.spec().loss();
        String second = Double.isFinite(loss.curvature())
                ? "the loss's largest second derivative"
                : "the second derivative that a fit to these targets is likely to meet, as the loss has no largest";
        String batch = plan.spec().batchSize() instanceof BatchSize.Full
                        || plan.spec().updatesPerEpoch(plan.data().rows()) == 1
                ? String.format(
                        Locale.ROOT,
                        "1 / %.6g, the largest curvature of the objective over all rows (largest eigenvalue of the Gram "
                                + "matrix by %d power iterations, times %s)",
                        curvature.full(),
                        curvature.iterations(),
                        second)
                : String.format(
                        Locale.ROOT,
                        "1 / the expected smoothness of batches of %d: between %.6g, the largest curvature over all rows "
                                + "(%d power iterations), and %.6g, the %s of a single row; both with %s",
                        plan.spec().batchSize().of(plan.data().rows()),
                        curvature.full(),
                        curvature.iterations(),
                        curvature.row(),
                        loss.kinked() ? "mean" : "largest",
                        second);
        return Map.of("learning_rate", "auto: " + batch);
    }
}
