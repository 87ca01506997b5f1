package io.descent.fit.catalog;

import static io.descent.schema.Parameter.open;
import static io.descent.schema.Parameter.optional;

import io.descent.data.encode.EncodingSpec;
import io.descent.model.ModelType;
import io.descent.objective.Loss;
import io.descent.objective.Penalty;
import io.descent.objective.Quantile;
import io.descent.objective.SquaredError;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.rule.LearningRate;
import io.descent.optimize.rule.Optimizer;
import io.descent.optimize.spec.BatchSize;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Init;
import io.descent.optimize.spec.ModelSpec;
import io.descent.optimize.spec.Scaling;
import io.descent.optimize.spec.Schedule;
import io.descent.optimize.spec.Shuffle;
import io.descent.optimize.spec.StoppingRule;
import io.descent.optimize.spec.TrainingSpec;
import io.descent.schema.Alternatives;
import io.descent.schema.Arguments;
import io.descent.schema.Choice;
import io.descent.schema.ConflictException;
import io.descent.schema.Domain;
import io.descent.schema.Explanation;
import io.descent.schema.Flag;
import io.descent.schema.Mapped;
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import io.descent.schema.NumbersByName;
import io.descent.schema.Parameter;
import io.descent.schema.Real;
import io.descent.schema.Structure;
import io.descent.schema.Text;
import io.descent.schema.Whole;
import io.descent.schema.Word;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The top level of a request, its dataset aside: how the settings depend on one another. */
public final class FitSettings {

    /** How many epochs a fit without {@code epochs} has at most. */
    public static final int MOST_EPOCHS = 1000;

    private static final Domain<BatchSize> BATCH_SIZES = new Alternatives<>(List.of(
            new Word<>("full", new BatchSize.Full()),
            new Mapped<Integer, BatchSize>(
                    Domain.integer(1, Integer.MAX_VALUE),
                    BatchSize.Rows.class,
                    BatchSize.Rows::new,
                    FitSettings::count)));

    private static final Parameter<String> LABEL = open("label", new Text(200), "none", "the caller's name for the fit")
            .orNull();
    private static final Parameter<BatchSize> BATCH_SIZE = Parameter.<BatchSize>optional(
                    "batch_size",
                    BATCH_SIZES,
                    new BatchSize.Full(),
                    "how many rows make an update; a shorter last batch is kept. A loss with kinks has "
                            + AutoOptimizer.KINKED_BATCH.count()
                            + " where the optimizer is left open and a schedule or shuffle is given")
            .alias("mini_batch_size");
    private static final Parameter<Shuffle> SHUFFLE = optional(
            "shuffle",
            new Choice<>(Shuffle.class),
            Shuffle.SAMPLES,
            "samples permutes the rows every epoch and then cuts batches; batches cuts once, in order, and permutes the "
                    + "batches every epoch");
    private static final Parameter<Integer> EPOCHS = open(
                    "epochs",
                    Domain.integer(1, Integer.MAX_VALUE),
                    "until the objective has converged, " + MOST_EPOCHS + " at most",
                    "how many times every row is used")
            .alias("n_epochs", "max_iter");
    private static final Parameter<ScalingChoice> SCALING = optional(
            "scaling",
            new Choice<>(ScalingChoice.class),
            ScalingChoice.AUTO,
            "auto is none when a numeric learning_rate or values in init are given, else standardize (mean 0, standard "
                    + "deviation 1); parameters are answered in the data's own units in any case");
    static final Parameter<ClassWeight> CLASS_WEIGHT = open(
            "class_weight",
            new Alternatives<>(List.of(
                    new Word<ClassWeight>("balanced", new ClassWeight.Balanced()),
                    new Mapped<Map<String, Double>, ClassWeight>(
                            new NumbersByName(Real.from(0)),
                            ClassWeight.ByLabel.class,
                            ClassWeight.ByLabel::new,
                            FitSettings::factors))),
            "1 for every class",
            "what the weights of a class's rows are multiplied by in training, by the class as JSON writes it for a "
                    + "name; balanced is the weight of all rows / (number of classes × weight of the class's rows). "
                    + "Loss, objective and history are over these weights, validation and result.metrics are not");
    private static final Parameter<Long> SEED = optional(
                    "seed", new Whole(Long.MIN_VALUE, Long.MAX_VALUE), 0L, "of every random number of the fit")
            .alias("random_state");
    private static final Parameter<EngineChoice> ENGINE = open(
            "engine",
            new Choice<>(EngineChoice.class),
            "auto",
            "what runs the fit: local is the service, spark the cluster that its operator has named, which takes all rows at "
                    + "once and gives the same answer to the last bit; auto is local");
    private static final Parameter<Boolean> STORE =
            optional("store", new Flag(), true, "whether the fit can be found later");
    private static final Parameter<Map<String, String>> EXPLANATION = open(
            "explanation",
            new Explanation(),
            "none",
            "stands in answers: how the service found what was left open; not read in requests");

    /** The settings of a request, in the order in which a configuration is answered. */
    public static final Structure<FitConfig> FORM = Structure.of(
                    "FitSettings", FitConfig.class, "the settings of a fit", FitSettings::config)
            .with(LABEL, FitConfig::label)
            .with(ModelCatalog.MODEL_SETTING, c -> ModelChoice.of(c.spec().model()))
            .with(LossCatalog.LOSS_SETTING, c -> c.spec().model().loss())
            .with(PenaltyCatalog.PENALTY_SETTING, c -> c.spec().model().penalty())
            .with(
                    OptimizerCatalog.OPTIMIZER_SETTING,
                    c -> new OptimizerChoice.Named(c.spec().training().optimizer()))
            .with(ScheduleCatalog.SCHEDULE_SETTING, c -> c.spec().training().schedule())
            .with(BATCH_SIZE, c -> c.spec().training().batchSize())
            .with(SHUFFLE, c -> c.spec().training().shuffle())
            .with(EPOCHS, FitConfig::epochs)
            .with(SCALING, c -> ScalingChoice.of(c.spec().training().scaling()))
            .with(InitCatalog.INIT, FitConfig::init)
            .with(
                    ValidationCatalog.VALIDATION,
                    c -> c.validation() instanceof ValidationChoice.Fraction fraction ? fraction : null)
            .with(StoppingCatalog.STOPPING, c -> StoppingChoice.of(c.spec().stopping()))
            .with(CLASS_WEIGHT, FitConfig::classWeight)
            .with(EncodingCatalog.SETTING, FitConfig::encoding)
            .with(InferenceCatalog.INFERENCE, c -> InferenceChoice.of(c.inference()))
            .with(ENGINE, FitConfig::engine)
            .with(SEED, c -> c.spec().seed())
            .with(STORE, FitConfig::store)
            .with(HistoryCatalog.HISTORY, c -> c.spec().history())
            .with(EXPLANATION, c -> c.explanation().isEmpty() ? null : c.explanation());

    private FitSettings() {}

    /** Returns the model of settings of which others may be wrong; null where it is wrong itself. */
    public static @Nullable ModelType modelAlone(Map<String, @Nullable Object> settings) {
        ModelChoice model = alone(ModelCatalog.MODEL_SETTING, settings);
        return model == null ? null : model.type();
    }

    /** Returns the class weights of settings of which others may be wrong; null where there are none or wrong ones. */
    public static @Nullable ClassWeight classWeightAlone(Map<String, @Nullable Object> settings) {
        return alone(CLASS_WEIGHT, settings);
    }

    /** Returns the encoding of settings of which others may be wrong; null where there is none or a wrong one. */
    public static @Nullable EncodingSpec encodingAlone(Map<String, @Nullable Object> settings) {
        return alone(EncodingCatalog.SETTING, settings);
    }

    /** Returns which quantile settings have the model predict, of which others may be wrong; null for none. */
    public static @Nullable Double quantileAlone(Map<String, @Nullable Object> settings) {
        return alone(LossCatalog.LOSS_SETTING, settings) instanceof Quantile(double q) ? (Double) q : null;
    }

    private static <T> @Nullable T alone(Parameter<T> setting, Map<String, @Nullable Object> settings) {
        Object given = settings.get(setting.name());
        return given == null ? setting.fallback() : setting.domain().read(given, "", new Mistakes());
    }

    private static Integer count(BatchSize size) {
        return switch (size) {
            case BatchSize.Rows(int count) -> count;
            case BatchSize.Full _ -> throw new IllegalArgumentException("a full batch has no number");
        };
    }

    private static Map<String, Double> factors(ClassWeight weight) {
        return switch (weight) {
            case ClassWeight.ByLabel(var factors) -> factors;
            case ClassWeight.Balanced _ -> throw new IllegalArgumentException("balanced weights follow from the data");
        };
    }

    private static FitConfig config(Arguments a) {
        ModelChoice model = a.get(ModelCatalog.MODEL_SETTING);
        Loss loss = LossCatalog.choose(a, model.type());
        AutoOptimizer defaults = new AutoOptimizer(a, loss);
        Optimizer optimizer = defaults.optimizer();
        Init init = defaults.init(model.fitIntercept());
        if (!model.fitIntercept() && init instanceof Init.Values values && values.hasIntercept()) {
            throw new ConflictException("/init/intercept", "must be 0 or left out when `fit_intercept` is false");
        }
        ClassWeight classWeight = a.find(CLASS_WEIGHT);
        if (classWeight != null && !model.type().classifies()) {
            throw new ConflictException(
                    "/class_weight",
                    "must be left out for the model \"" + Names.json(model.type()) + "\", which has no classes");
        }
        HistorySpec history = a.get(HistoryCatalog.HISTORY);
        for (RunningMetric metric : history.metrics()) {
            if (!metric.suits(model.type())) {
                throw new ConflictException(
                        "/history/metrics",
                        "must not hold \"" + Names.json(metric) + "\" for the model \"" + Names.json(model.type())
                                + "\": it needs " + metric.need());
            }
        }
        Penalty penalty = a.get(PenaltyCatalog.PENALTY_SETTING);
        if (!(optimizer instanceof FirstOrder)) {
            requireSolvable(a, optimizer, loss, penalty);
        }
        if (history.include().contains(HistorySpec.Include.EXCESS_LOSS) && loss.kinked()) {
            throw new ConflictException(
                    "/history/include",
                    "must not hold \"excess_loss\", whose minimum is only found for a loss with a slope everywhere: "
                            + "leave it out, or take a loss without kinks such as \"huber\" or \"squared_hinge\"");
        }
        Schedule schedule = defaults.schedule();
        int epochs = a.getOr(EPOCHS, MOST_EPOCHS);
        if (schedule instanceof Schedule.Warmup(var _, int warmup) && warmup >= epochs) {
            throw new ConflictException(
                    "/schedule/warmup_epochs",
                    "must be less than `epochs`, " + epochs + ": the schedule has what the warmup leaves");
        }
        if (optimizer instanceof FirstOrder rule && rule.learningRate() instanceof LearningRate.Fixed(double rate)) {
            ScheduleCatalog.requireRoomBelow(rate, schedule);
        }
        BatchSize batchSize = defaults.batchSize(BATCH_SIZE);
        EngineChoice engine = a.find(ENGINE);
        if (engine == EngineChoice.SPARK) {
            requireAllRowsAtOnce(a, optimizer, batchSize);
        }
        FitSpec spec = new FitSpec(
                new ModelSpec(model.type(), model.fitIntercept(), loss, penalty),
                new TrainingSpec(
                        optimizer,
                        schedule,
                        batchSize,
                        a.get(SHUFFLE),
                        a.getOr(EPOCHS, MOST_EPOCHS),
                        scaling(a.get(SCALING), optimizer, init),
                        init),
                stopping(a, optimizer, defaults),
                history,
                a.get(SEED));
        return new FitConfig(
                a.find(LABEL),
                a.get(STORE),
                a.given(EPOCHS),
                spec,
                a.find(ValidationCatalog.VALIDATION),
                classWeight,
                a.find(EncodingCatalog.SETTING),
                InferenceCatalog.checked(a.find(InferenceCatalog.INFERENCE), model.type(), loss, classWeight),
                engine,
                null,
                defaults.explanation());
    }

    private static void requireSolvable(Arguments a, Optimizer optimizer, Loss loss, Penalty penalty) {
        String name = "\"" + optimizer.name() + "\"";
        if (!(a.get(BATCH_SIZE) instanceof BatchSize.Full)) {
            throw new ConflictException(
                    "/batch_size", "must be \"full\" or left out: " + name + " takes all rows at once");
        }
        if (!(a.getOr(ScheduleCatalog.SCHEDULE_SETTING, new Schedule.Constant()) instanceof Schedule.Constant)) {
            throw new ConflictException("/schedule", "must be left out: " + name + " has no learning rate");
        }
        if (optimizer instanceof Lbfgs && !Lbfgs.minimises(loss)) {
            throw new ConflictException(
                    "/optimizer",
                    "must not be \"lbfgs\" for the perceptron loss: zero parameters are its minimum, and say nothing");
        }
        if (optimizer instanceof Exact && !(loss instanceof SquaredError)) {
            throw new ConflictException(
                    "/optimizer", "must not be \"exact\", which solves squared_error alone; take \"lbfgs\"");
        }
        if (optimizer instanceof Exact && penalty.l1() > 0) {
            throw new ConflictException(
                    "/penalty", "must be none or l2: \"exact\" cannot solve the l1 part; take \"lbfgs\"");
        }
    }

    private static void requireAllRowsAtOnce(Arguments a, Optimizer optimizer, BatchSize batchSize) {
        if (optimizer instanceof Exact) {
            throw new ConflictException(
                    "/optimizer",
                    "must not be \"exact\" for the engine \"spark\", which follows gradients; take \"lbfgs\", or leave "
                            + "`engine` out");
        }
        if (!a.get(STORE)) {
            throw new ConflictException(
                    "/store", "must be true or left out for the engine \"spark\", whose fits run in the queue");
        }
        if (batchSize instanceof BatchSize.Rows(int count)) {
            throw new ConflictException(
                    "/batch_size",
                    (a.given(BATCH_SIZE)
                                    ? "must be"
                                    : "is " + count + " for this loss where it is left out, and must be")
                            + " \"full\" for the engine \"spark\", which takes all rows at once: each batch would cost "
                            + "a way over the network");
        }
    }

    private static Scaling scaling(ScalingChoice choice, Optimizer optimizer, Init init) {
        return switch (choice) {
            case NONE -> Scaling.NONE;
            case STANDARDIZE -> Scaling.STANDARDIZE;
            case AUTO ->
                (optimizer instanceof FirstOrder firstOrder && firstOrder.learningRate() instanceof LearningRate.Fixed)
                                || init instanceof Init.Values
                        ? Scaling.NONE
                        : Scaling.STANDARDIZE;
        };
    }

    private static StoppingRule stopping(Arguments a, Optimizer optimizer, AutoOptimizer defaults) {
        StoppingChoice given = a.find(StoppingCatalog.STOPPING);
        boolean validated = a.find(ValidationCatalog.VALIDATION) != null;
        StoppingRule rule = given == null ? StoppingRule.NONE : given.rule(validated);
        StoppingRule.Convergence convergence = rule.convergence();
        if (!validated && convergence != null && convergence.monitor() == StoppingRule.Monitor.VAL_LOSS) {
            throw new ConflictException(
                    "/stopping/monitor",
                    "needs rows to validate with: give `validation`, such as {\"fraction\": 0.2}, or choose \"objective\"");
        }
        // solvers have their own convergence test
        boolean untilConverged = optimizer instanceof FirstOrder
                && !a.given(EPOCHS)
                && (given == null ? !a.given(StoppingCatalog.STOPPING) : convergence == null);
        return untilConverged ? new StoppingRule(defaults.convergence(), rule.timeLimitSeconds()) : rule;
    }
}
