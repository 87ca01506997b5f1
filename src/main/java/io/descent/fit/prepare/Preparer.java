package io.descent.fit.prepare;

import static io.descent.schema.Mistake.Code.UNKNOWN_VALUE;

import io.descent.data.Dataset;
import io.descent.data.DenseRows;
import io.descent.data.ScratchFiles;
import io.descent.data.Split;
import io.descent.data.encode.EncodingSpec;
import io.descent.dataset.DatasetDraft;
import io.descent.dataset.DatasetResolver;
import io.descent.dataset.Encoded;
import io.descent.dataset.StoredTables;
import io.descent.dataset.TrainingData;
import io.descent.dataset.ValidationRows;
import io.descent.fit.catalog.Catalog;
import io.descent.fit.catalog.ClassWeight.Weighted;
import io.descent.fit.catalog.EngineChoice;
import io.descent.fit.catalog.FitConfig;
import io.descent.fit.catalog.FitSettings;
import io.descent.fit.catalog.ScheduleCatalog;
import io.descent.fit.catalog.ValidationChoice;
import io.descent.job.DatasetSummary;
import io.descent.optimize.FitEngine;
import io.descent.optimize.Plan;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Init;
import io.descent.schema.ConflictException;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes one request through the steps that make it ready. Each takes what the ones before have left, mistakes or not. */
final class Preparer {

    private static final String ENGINE = "/engine";

    private final FitRequest request;
    private final Limits limits;
    private final Engines engines;
    private final EarlierFits earlierFits;
    private final DatasetResolver.Environment environment;
    private final Mistakes mistakes;

    Preparer(FitRequest request, Limits limits, Engines engines, EarlierFits earlierFits, StoredTables tables) {
        this.request = request;
        this.limits = limits;
        this.engines = engines;
        this.earlierFits = earlierFits;
        this.environment =
                new DatasetResolver.Environment(tables, limits.maxCells(), new ScratchFiles(limits.scratch()));
        this.mistakes = new Mistakes(request.findings(), Catalog::homes);
    }

    Preparation prepare() {
        try {
            return prepared();
        } catch (RuntimeException | Error refused) {
            environment.scratch().close();
            throw refused;
        }
    }

    private Preparation prepared() {
        Settings settings = Settings.read(
                Continuation.inheriting(request.settings(), request.dataset().hasColumns(), earlierFits), mistakes);
        TrainingData given = rows(settings);
        Rows rows = validation(settings, given);
        Weighted weighted = weights(settings, rows);
        Start start = start(settings, rows);
        FitConfig config = sizes(start, rows);
        FitEngine engine = engine(settings.config(), rows);
        mistakes.throwIfAny();
        if (config == null || rows == null || weighted == null || start == null || engine == null) {
            throw new IllegalStateException("a request without mistakes resolves");
        }
        return planned(engine, config, rows, weighted, start.earlier());
    }

    /**
     * The rows of a fit.
     *
     * @param validation rows that training never sees; null for none
     * @param alongside how those were encoded, where they are a table of their own; else null
     */
    private record Rows(
            TrainingData training,
            @Nullable Dataset validation,
            @Nullable Encoded alongside,
            DatasetSummary summary) {

        boolean areDense() {
            return training.dataset() instanceof DenseRows && (validation == null || validation instanceof DenseRows);
        }
    }

    /**
     * What a fit starts from.
     *
     * @param config with the parameters of an earlier fit, where it is to go on with one
     * @param earlier null where it is to go on with none
     */
    private record Start(FitConfig config, EarlierFits.@Nullable EarlierFit earlier) {}

    private @Nullable TrainingData rows(Settings settings) {
        return DatasetResolver.resolve(request.dataset(), settings.task(), environment, mistakes);
    }

    /** A dataset to validate with is checked even where the rows to train on are wrong. */
    private @Nullable Rows validation(Settings settings, @Nullable TrainingData given) {
        DatasetDraft own = request.validation();
        TrainingData resolved = own == null
                ? null
                : DatasetResolver.resolveValidation(
                        own, settings.task(), given == null ? null : given.known(), environment, mistakes);
        if (given == null) {
            return null;
        }
        DatasetSummary summary = Summaries.of(given, request.dataset());
        if (resolved != null) {
            return new Rows(given, resolved.dataset(), resolved.encoded(), Summaries.validatedBy(summary, resolved));
        }
        return settings.config() != null
                        && settings.config().validation() instanceof ValidationChoice.Fraction(double share)
                ? split(given, share, settings.seed(), summary)
                : new Rows(given, null, null, summary);
    }

    private Rows split(TrainingData given, double share, long seed, DatasetSummary summary) {
        Split split = ValidationRows.split(given, share, seed, mistakes);
        return split == null
                ? new Rows(given, null, null, summary)
                : new Rows(
                        given.with(split),
                        split.validation(),
                        null,
                        summary.setApart(split.validation().rows()));
    }

    private @Nullable Weighted weights(Settings settings, @Nullable Rows rows) {
        if (rows == null) {
            return null;
        }
        TrainingData training = rows.training();
        return settings.classWeight() == null || training.classes() == null
                ? Weighted.alike(training.dataset())
                : settings.classWeight().applied(training.dataset(), training.classes(), mistakes);
    }

    private @Nullable Start start(Settings settings, @Nullable Rows rows) {
        FitConfig config = settings.config();
        if (config == null || !(config.spec().training().init() instanceof Init.Continued(String id))) {
            return config == null ? null : new Start(config, null);
        }
        EarlierFits.EarlierFit earlier = earlierFits.find(id).orElse(null);
        if (earlier == null) {
            mistakes.add("/init/fit", UNKNOWN_VALUE, "must be the id of a fit that is kept here");
        }
        if (earlier == null || rows == null) {
            return new Start(config, earlier);
        }
        FitSpec spec = config.spec();
        Init.Values reached = Continuation.parameters(
                earlier,
                spec.model().shape(rows.training().dataset()),
                rows.training().encoded() == null
                                || rows.training().encoded().encoding().plain()
                        ? null
                        : rows.training().dataset().featureNames(),
                rows.summary().classNames(),
                mistakes);
        return reached == null
                ? new Start(config, earlier)
                : new Start(
                        config.with(
                                spec.with(spec.training()
                                        .withInit(reached)
                                        .withOptimizer(Continuation.optimizer(
                                                earlier, spec.training().optimizer(), rows.summary()))),
                                config.explanation()),
                        earlier);
    }

    private @Nullable FitConfig sizes(@Nullable Start start, @Nullable Rows rows) {
        return start == null || rows == null
                ? null
                : new SizeCheck(rows.training().dataset(), rows.validation(), limits, mistakes).check(start.config());
    }

    /** Returns what is to run the fit; null where that is not known, or cannot. */
    private @Nullable FitEngine engine(@Nullable FitConfig config, @Nullable Rows rows) {
        if (config == null) {
            return null;
        }
        FitEngine chosen = engines.of(config.engine());
        if (chosen == null) {
            mistakes.add(
                    ENGINE,
                    Mistake.Code.CONFLICT,
                    "must be \"local\" or left out: this service has no Spark. Its operator gives it one by "
                            + "DESCENT_SPARK_HOME and DESCENT_SPARK_MASTER");
        }
        if (config.engine() == EngineChoice.SPARK && rows != null && !rows.areDense()) {
            mistakes.add(
                    ENGINE,
                    Mistake.Code.CONFLICT,
                    "must be \"local\" or left out for sparse rows, which are not brought to a cluster");
        }
        return chosen;
    }

    private Preparation planned(
            FitEngine engine,
            FitConfig config,
            Rows rows,
            Weighted weighted,
            EarlierFits.@Nullable EarlierFit earlier) {
        Plan plan = engine.plan(config.spec(), weighted.dataset(), rows.validation());
        requireRoomBelow(plan);
        Map<String, String> explanation = new LinkedHashMap<>(config.explanation());
        explanation.putAll(weighted.explanation());
        explanation.putAll(Explanations.of(plan));
        FitConfig resolved = encoded(config.with(plan.spec(), explanation), rows);
        Continuation continuation = null;
        if (earlier != null) {
            continuation = Continuation.of(earlier, FitSettings.FORM.write(resolved), rows.summary());
            explanation.put("init", continuation.explanation());
            resolved = resolved.with(plan.spec(), explanation)
                    .continuing(new FitConfig.Earlier(continuation.fit(), continuation.epochs()));
            plan = plan.with(resolved.spec());
        }
        return new Preparation(
                environment.scratch(),
                resolved,
                rows.training(),
                rows.validation(),
                rows.summary(),
                plan,
                continuation,
                Diagnostics.before(plan, weighted.dataset()).with(TableWarnings.of(rows.training(), rows.alongside())));
    }

    private static FitConfig encoded(FitConfig config, Rows rows) {
        Encoded encoded = rows.training().encoded();
        EncodingSpec given = config.encoding() == null ? EncodingSpec.DEFAULT : config.encoding();
        return encoded == null
                ? config
                : config.encodedBy(given.with(encoded.encoding().columns()));
    }

    /** Of a rate that the caller has left to the data, this is only known now. */
    private void requireRoomBelow(Plan plan) {
        try {
            ScheduleCatalog.requireRoomBelow(
                    plan.baseRate(), plan.spec().training().schedule());
        } catch (ConflictException conflict) {
            mistakes.add(conflict.pointer(), Mistake.Code.CONFLICT, conflict.detail());
            mistakes.throwIfAny();
        }
    }
}
