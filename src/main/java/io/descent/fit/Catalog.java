package io.descent.fit;

import static io.descent.fit.Parameter.open;
import static io.descent.fit.Parameter.optional;
import static io.descent.fit.Parameter.required;

import io.descent.fit.Domain.Choice;
import io.descent.fit.Domain.Choices;
import io.descent.fit.Domain.Flag;
import io.descent.fit.Domain.Mapped;
import io.descent.fit.Domain.Numbers;
import io.descent.fit.Domain.Real;
import io.descent.fit.Domain.Whole;
import io.descent.fit.Domain.Word;
import io.descent.model.ModelType;
import io.descent.objective.Loss;
import io.descent.objective.Penalty;
import io.descent.optimize.HistorySpec;
import io.descent.optimize.Init;
import io.descent.optimize.LearningRate;
import io.descent.optimize.Optimizer;
import io.descent.optimize.Optimizer.Sgd;
import io.descent.optimize.RunningMetric;
import io.descent.optimize.Schedule;
import io.descent.optimize.StoppingRule;
import io.descent.optimize.StoppingRule.Convergence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every model, loss, penalty, optimizer, schedule and other choice with its parameters, ranges and defaults. Requests
 * are read by these tables, resolved configurations are written by them, and the catalog and the OpenAPI description
 * are made from them.
 */
public final class Catalog {

    private static final Domain<Integer> COUNT = integer(1, Integer.MAX_VALUE);
    private static final Domain.Plain<LearningRate> GIVEN_RATE =
            new Mapped<>(Real.above(0), LearningRate.Fixed.class, LearningRate.Fixed::new, Catalog::rate);

    // model and loss

    private static final Parameter<Boolean> FIT_INTERCEPT =
            optional("fit_intercept", new Flag(), true, "whether the margin has an intercept; it is never penalised");

    /** The models. */
    public static final Family<ModelChoice> MODEL = new Family<>(
            "model",
            List.of(
                    model(ModelType.LINEAR, "linear regression: the prediction is w·x + b"),
                    model(
                            ModelType.LOGISTIC,
                            "logistic regression over two classes, given as numbers, booleans or text: the prediction "
                                    + "is the probability 1 / (1 + exp(−(w·x + b))) of the second class in ascending "
                                    + "order")));

    /** The losses of all models. */
    public static final Family<Loss> LOSS = new Family<>(
            "loss",
            List.of(
                    Structure.of(
                            "squared_error",
                            Loss.SquaredError.class,
                            "(prediction − y)², without ½, so that its gradient is 2·error·x",
                            _ -> new Loss.SquaredError()),
                    Structure.of(
                            "log_loss",
                            Loss.LogLoss.class,
                            "−log of the probability of the true class, natural logarithm",
                            _ -> new Loss.LogLoss())));

    /** Returns the losses that a model can be fitted with, its default first. */
    public static List<String> lossesOf(ModelType model) {
        return switch (model) {
            case LINEAR -> List.of("squared_error");
            case LOGISTIC -> List.of("log_loss");
        };
    }

    // penalty

    private static final Parameter<Double> ALPHA =
            optional("alpha", Real.from(0), 1e-4, "the strength, added to the mean loss");
    private static final Parameter<Double> L1_RATIO = optional(
            "l1_ratio",
            new Real(0, true, 1, true),
            0.15,
            "the share of the absolute part; the rest is the squared part");

    /** The penalties. */
    public static final Family<Penalty> PENALTY = new Family<>(
            "penalty",
            List.of(
                    Structure.of("none", Penalty.None.class, "no penalty", _ -> new Penalty.None()),
                    Structure.of(
                                    "l2",
                                    Penalty.L2.class,
                                    "½·alpha·‖w‖² over the weights of the scaled features",
                                    a -> new Penalty.L2(a.get(ALPHA)))
                            .with(ALPHA, Penalty.L2::alpha),
                    Structure.of(
                                    "l1",
                                    Penalty.L1.class,
                                    "alpha·‖w‖₁ over the weights of the scaled features, by a proximal step: weights "
                                            + "become exactly 0",
                                    a -> new Penalty.L1(a.get(ALPHA)))
                            .with(ALPHA, Penalty.L1::alpha),
                    Structure.of(
                                    "elasticnet",
                                    Penalty.ElasticNet.class,
                                    "alpha·(l1_ratio·‖w‖₁ + ½·(1 − l1_ratio)·‖w‖²), as in scikit-learn",
                                    a -> new Penalty.ElasticNet(a.get(ALPHA), a.get(L1_RATIO)))
                            .with(ALPHA, Penalty.ElasticNet::alpha)
                            .with(L1_RATIO, Penalty.ElasticNet::l1Ratio)));

    // optimizer and schedule

    static final Parameter<LearningRate> LEARNING_RATE = Parameter.<LearningRate>optional(
                    "learning_rate",
                    new Alternatives<>(List.of(new Word<>("auto", new LearningRate.Auto()), GIVEN_RATE)),
                    new LearningRate.Auto(),
                    "the rate before any schedule; \"auto\" takes it from the data: 1 over the largest curvature of the "
                            + "objective over a batch")
            .alias("lr", "eta0");
    private static final Parameter<Double> MOMENTUM = open(
            "momentum",
            new Real(0, true, 1, false),
            "0.95 with Nesterov's form when the rate is \"auto\", dampening is 0 and nesterov is not given, else 0",
            "how much of the buffer is kept at each update");
    private static final Parameter<Double> DAMPENING =
            optional("dampening", new Real(0, true, 1, true), 0.0, "1 − what each new gradient adds to the buffer");
    private static final Parameter<Boolean> NESTEROV = open(
            "nesterov",
            new Flag(),
            "true when the rate is \"auto\", momentum is not given and dampening is 0, else false",
            "Nesterov's momentum; needs a momentum and no dampening");

    /** The optimizers. */
    public static final Family<Optimizer> OPTIMIZER = new Family<>(
            "optimizer",
            List.of(Structure.of(
                            "sgd",
                            Sgd.class,
                            "stochastic gradient descent with momentum, dampening and Nesterov's momentum as in "
                                    + "PyTorch: the buffer starts as the first gradient",
                            Catalog::sgd)
                    .with(LEARNING_RATE, Sgd::learningRate)
                    .with(MOMENTUM, Sgd::momentum)
                    .with(DAMPENING, Sgd::dampening)
                    .with(NESTEROV, Sgd::nesterov)));

    private static final Sgd DEFAULT_OPTIMIZER = new Sgd(new LearningRate.Auto(), 0.95, 0, true);

    private static final Parameter<Double> POWER =
            optional("power", Real.from(0), 0.25, "the exponent; scikit-learn's power_t");

    /** The schedules. */
    public static final Family<Schedule> SCHEDULE = new Family<>(
            "schedule",
            List.of(
                    Structure.of(
                            "constant",
                            Schedule.Constant.class,
                            "the learning rate throughout",
                            _ -> new Schedule.Constant()),
                    Structure.of(
                                    "inverse_scaling",
                                    Schedule.InverseScaling.class,
                                    "learning_rate / t^power at update t, counted from 1; scikit-learn's invscaling",
                                    a -> new Schedule.InverseScaling(a.get(POWER)))
                            .with(POWER, Schedule.InverseScaling::power)));

    // init, stopping and history

    private static final Parameter<List<Double>> INIT_RANGE =
            required("uniform", new Numbers(2), "low and high of the range, high excluded");
    private static final Parameter<List<Double>> INIT_COEF =
            required("coef", new Numbers(0), "a weight for each feature, in the data's own units");
    private static final Parameter<Double> INIT_INTERCEPT =
            optional("intercept", Real.any(), 0.0, "the intercept, in the data's own units");
    private static final Domain<Init> INIT_FORMS = new Alternatives<>(List.of(
            new Word<>("zeros", new Init.Zeros()),
            Structure.of(
                            "InitUniform",
                            Init.Uniform.class,
                            "drawn uniformly",
                            a -> new Init.Uniform(
                                    a.get(INIT_RANGE).get(0), a.get(INIT_RANGE).get(1)))
                    .with(INIT_RANGE, init -> List.of(init.low(), init.high())),
            Structure.of(
                            "InitValues",
                            Init.Values.class,
                            "given values",
                            a -> new Init.Values(a.get(INIT_COEF), a.get(INIT_INTERCEPT)))
                    .with(INIT_COEF, Init.Values::coef)
                    .with(INIT_INTERCEPT, Init.Values::intercept)));

    /** The stopping rule of a fit that says nothing of it; found by measuring, see the README. */
    static final Convergence DEFAULT_CONVERGENCE = new Convergence(StoppingRule.Monitor.OBJECTIVE, 10, 0, 1e-6);

    private static final Parameter<StoppingRule.Monitor> MONITOR = open(
            "monitor",
            new Choice<>(StoppingRule.Monitor.class),
            "objective, when patience, min_delta or tolerance is given",
            "what must go on falling");
    private static final Parameter<Integer> PATIENCE = open(
            "patience",
            COUNT,
            "10",
            "how many epochs in a row must fail to lower it and, with a full batch, to raise it");
    private static final Parameter<Double> MIN_DELTA =
            open("min_delta", Real.from(0), "0", "how much an epoch must lower it, absolutely");
    private static final Parameter<Double> TOLERANCE =
            open("tolerance", Real.from(0), "1e-6", "how much an epoch must lower it, as a share of its lowest value");
    private static final Parameter<Double> TIME_LIMIT = open(
            "time_limit_seconds",
            Real.above(0),
            "none",
            "when to stop and answer the parameters reached; such an answer depends on the machine");
    private static final Structure<StoppingRule> STOPPING_FORM = Structure.of(
                    "Stopping", StoppingRule.class, "when a fit ends before its last epoch", Catalog::stoppingRule)
            .with(MONITOR, rule -> map(rule.convergence(), Convergence::monitor))
            .with(PATIENCE, rule -> map(rule.convergence(), Convergence::patience))
            .with(MIN_DELTA, rule -> map(rule.convergence(), Convergence::minDelta))
            .with(TOLERANCE, rule -> map(rule.convergence(), Convergence::tolerance))
            .with(TIME_LIMIT, StoppingRule::timeLimitSeconds);

    private static final Parameter<Integer> EVERY =
            optional("every", COUNT, 1, "each how manieth epoch or update is told; the last is told always");
    private static final Parameter<HistorySpec.Unit> UNIT =
            optional("unit", new Choice<>(HistorySpec.Unit.class), HistorySpec.Unit.EPOCH, "what one record is about");
    private static final Parameter<Set<HistorySpec.Include>> INCLUDE = optional(
            "include",
            new Choices<>(new Choice<>(HistorySpec.Include.class)),
            Set.of(),
            "vectors to tell, in the data's own units: the parameters after the record's last update, its gradient, and "
                    + "its direction (what the learning rate multiplied)");
    private static final Parameter<Set<RunningMetric>> METRICS = optional(
            "metrics",
            new Choices<>(new Choice<>(RunningMetric.class)),
            Set.of(),
            "measured before each update, as the loss is; batch_sse is the sum over a batch of (prediction − y)², "
                    + "averaged over the batches");
    private static final Parameter<HistorySpec.Evaluate> EVALUATE = optional(
            "evaluate",
            new Choice<>(HistorySpec.Evaluate.class),
            HistorySpec.Evaluate.RUNNING,
            "epoch_end adds the exact objective after each epoch, at the cost of one more pass; not with unit update");
    private static final Structure<HistorySpec> HISTORY_FORM = Structure.of(
                    "HistoryRequest",
                    HistorySpec.class,
                    "what the fit tells of its course",
                    a -> new HistorySpec(a.get(EVERY), a.get(UNIT), a.get(INCLUDE), a.get(METRICS), a.get(EVALUATE)))
            .with(EVERY, HistorySpec::every)
            .with(UNIT, HistorySpec::unit)
            .with(INCLUDE, HistorySpec::include)
            .with(METRICS, HistorySpec::metrics)
            .with(EVALUATE, HistorySpec::evaluate);

    static final Parameter<ModelChoice> MODEL_SETTING =
            optional("model", MODEL, new ModelChoice(ModelType.LINEAR, true), "what is fitted");
    static final Parameter<Loss> LOSS_SETTING = open("loss", LOSS, "the first loss of the model", "what is minimised");
    static final Parameter<Penalty> PENALTY_SETTING = optional(
            "penalty", PENALTY, new Penalty.None(), "what is added for large weights; never for the intercept");
    static final Parameter<Optimizer> OPTIMIZER_SETTING =
            optional("optimizer", OPTIMIZER, DEFAULT_OPTIMIZER, "how the parameters are updated");
    static final Parameter<Schedule> SCHEDULE_SETTING =
            optional("schedule", SCHEDULE, new Schedule.Constant(), "how the learning rate changes");
    static final Parameter<Init> INIT =
            optional("init", INIT_FORMS, new Init.Zeros(), "the parameters that the fit starts from");
    static final Parameter<StoppingRule> STOPPING = open(
                    "stopping",
                    STOPPING_FORM,
                    "none when epochs is given, else until the objective has converged",
                    "when the fit ends before its last epoch; null for never")
            .orNull();
    static final Parameter<HistorySpec> HISTORY =
            optional("history", HISTORY_FORM, HistorySpec.DEFAULT, "what the fit tells of its course");

    private Catalog() {}

    /** Returns the families of choices, in the order of a request. */
    public static List<Family<?>> families() {
        return List.of(MODEL, LOSS, PENALTY, OPTIMIZER, SCHEDULE);
    }

    /** Returns the pointer of the object that a setting of this name belongs to; empty for the top level. */
    static Optional<String> home(String setting) {
        if (Request.FORM.parameters().stream().anyMatch(parameter -> named(parameter, setting))) {
            return Optional.of("");
        }
        return Request.FORM.settings().stream()
                .map(Structure.Setting::parameter)
                .filter(parameter -> hasSetting(parameter.domain(), setting))
                .map(parameter -> "/" + parameter.name())
                .findFirst();
    }

    private static boolean hasSetting(Domain<?> domain, String name) {
        return switch (domain) {
            case Structure<?> structure ->
                structure.parameters().stream().anyMatch(parameter -> named(parameter, name));
            case Family<?> family -> family.variants().stream().anyMatch(variant -> hasSetting(variant, name));
            case Alternatives<?> alternatives -> alternatives.forms().stream().anyMatch(form -> hasSetting(form, name));
            case Domain.Plain<?> _ -> false;
        };
    }

    private static boolean named(Parameter<?> parameter, String name) {
        return parameter.name().equals(name) || parameter.aliases().contains(name);
    }

    static Domain.Plain<Integer> integer(int low, int high) {
        return new Mapped<>(new Whole(low, high), Integer.class, Long::intValue, Integer::longValue);
    }

    private static Structure<ModelChoice> model(ModelType type, String description) {
        return Structure.of(
                        Names.json(type),
                        ModelChoice.class,
                        description,
                        a -> new ModelChoice(type, a.get(FIT_INTERCEPT)))
                .with(FIT_INTERCEPT, ModelChoice::fitIntercept)
                .when(choice -> choice.type() == type);
    }

    private static Double rate(LearningRate rate) {
        return switch (rate) {
            case LearningRate.Fixed(double value) -> value;
            case LearningRate.Auto _ -> throw new IllegalArgumentException("an automatic rate has no number yet");
        };
    }

    /** A caller who gives a rate gets the textbook's loop; one who leaves it to the service gets what converges fast. */
    private static Sgd sgd(Arguments a) {
        LearningRate rate = a.get(LEARNING_RATE);
        boolean open =
                rate instanceof LearningRate.Auto && !a.given(MOMENTUM) && a.get(DAMPENING) == 0 && !a.given(NESTEROV);
        if (open) {
            return DEFAULT_OPTIMIZER;
        }
        double momentum = a.getOr(MOMENTUM, 0.0);
        boolean nesterov = a.getOr(NESTEROV, false);
        if (nesterov && momentum == 0) {
            throw new ConflictException("/momentum", "must be greater than 0 when `nesterov` is true");
        }
        if (nesterov && a.get(DAMPENING) != 0) {
            throw new ConflictException("/dampening", "must be 0 when `nesterov` is true");
        }
        return new Sgd(rate, momentum, a.get(DAMPENING), nesterov);
    }

    private static StoppingRule stoppingRule(Arguments a) {
        boolean converges = a.given(MONITOR) || a.given(PATIENCE) || a.given(MIN_DELTA) || a.given(TOLERANCE);
        Convergence convergence = converges
                ? new Convergence(
                        a.getOr(MONITOR, DEFAULT_CONVERGENCE.monitor()),
                        a.getOr(PATIENCE, DEFAULT_CONVERGENCE.patience()),
                        a.getOr(MIN_DELTA, DEFAULT_CONVERGENCE.minDelta()),
                        // a caller who says how much in absolute terms does not want a share as well
                        a.getOr(TOLERANCE, a.given(MIN_DELTA) ? 0 : DEFAULT_CONVERGENCE.tolerance()))
                : null;
        return new StoppingRule(convergence, a.find(TIME_LIMIT));
    }

    private static <S, T> @Nullable T map(@Nullable S value, Function<S, T> get) {
        return value == null ? null : get.apply(value);
    }
}
