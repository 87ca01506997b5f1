package io.descent.fit.catalog;

import static io.descent.schema.Parameter.open;
import static io.descent.schema.Parameter.optional;

import io.descent.optimize.rule.AutomaticRate;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.LearningRate;
import io.descent.optimize.rule.Optimizer;
import io.descent.optimize.spec.Schedule;
import io.descent.schema.ConflictException;
import io.descent.schema.Domain;
import io.descent.schema.Family;
import io.descent.schema.Names;
import io.descent.schema.Parameter;
import io.descent.schema.Real;
import io.descent.schema.Structure;
import java.util.List;

/** The schedules of the learning rate. */
public final class ScheduleCatalog {

    private static final double DEFAULT_MIN_RATE = 0;

    private static final Real SHARE = new Real(0, false, 1, true);
    private static final Parameter<Integer> WARMUP = optional(
            "warmup_epochs",
            Domain.integer(0, Integer.MAX_VALUE),
            0,
            "over how many epochs the rate first rises in a straight line, update by update; the schedule follows over "
                    + "what is left");
    private static final Parameter<Double> INVERSE_POWER =
            optional("power", Real.from(0), 0.25, "the exponent; scikit-learn's power_t");
    private static final Parameter<Integer> STEP_SIZE =
            optional("step_size", Domain.integer(1, Integer.MAX_VALUE), 100, "how many epochs a step is long");
    private static final Parameter<Double> STEP_GAMMA =
            optional("gamma", SHARE, 0.5, "what each step multiplies the rate by; 0.1 in PyTorch");
    private static final Parameter<Double> GAMMA =
            optional("gamma", SHARE, 0.99, "what each epoch multiplies the rate by");
    private static final Parameter<Double> POWER = optional("power", Real.from(0), 1.0, "the exponent");
    private static final Parameter<Double> END_RATE =
            optional("end_rate", Real.from(0), 0.0, "where the rate ends; Keras' end_learning_rate");
    private static final Parameter<Double> MIN_RATE =
            optional("min_rate", Real.from(0), DEFAULT_MIN_RATE, "the lowest rate; PyTorch's eta_min and min_lr");
    private static final Parameter<Double> PCT_START =
            optional("pct_start", new Real(0, true, 1, true), 0.3, "the share of the updates in which the rate rises");
    private static final Parameter<Double> DIV_FACTOR =
            optional("div_factor", Real.from(1), 25.0, "the rate begins at learning_rate / div_factor");
    private static final Parameter<Double> FINAL_DIV_FACTOR = optional(
            "final_div_factor", Real.from(1), 1e4, "the rate ends at learning_rate / (div_factor · final_div_factor)");
    private static final Parameter<Double> FACTOR =
            optional("factor", new Real(0, false, 1, false), 0.1, "what the rate is multiplied by");
    private static final Parameter<Integer> PATIENCE = optional(
            "patience",
            Domain.integer(0, Integer.MAX_VALUE),
            10,
            "how many epochs in a row may fail to lower the objective before the rate is lowered after the next");
    private static final Parameter<Double> THRESHOLD = optional(
            "threshold", Real.from(0), 1e-4, "how much an epoch must lower the objective, as a share of its lowest");

    /** The schedules. */
    public static final Family<Schedule> SCHEDULE = new Family<>(
            "schedule",
            List.of(
                    warming(
                            Schedule.Constant.class,
                            Structure.of(
                                    "constant",
                                    Schedule.Constant.class,
                                    "the learning rate throughout",
                                    _ -> new Schedule.Constant())),
                    warming(
                            Schedule.InverseScaling.class,
                            Structure.of(
                                            "inverse_scaling",
                                            Schedule.InverseScaling.class,
                                            "learning_rate / t^power at update t, counted from 1; scikit-learn's "
                                                    + "invscaling",
                                            a -> new Schedule.InverseScaling(a.get(INVERSE_POWER)))
                                    .with(INVERSE_POWER, Schedule.InverseScaling::power)),
                    warming(
                            Schedule.Step.class,
                            Structure.of(
                                            "step",
                                            Schedule.Step.class,
                                            "learning_rate · gamma^⌊e / step_size⌋ in epoch e, counted from 0; "
                                                    + "PyTorch's StepLR",
                                            a -> new Schedule.Step(a.get(STEP_SIZE), a.get(STEP_GAMMA)))
                                    .with(STEP_SIZE, Schedule.Step::stepSize)
                                    .with(STEP_GAMMA, Schedule.Step::gamma)),
                    warming(
                            Schedule.Exponential.class,
                            Structure.of(
                                            "exponential",
                                            Schedule.Exponential.class,
                                            "learning_rate · gamma^e in epoch e, counted from 0; PyTorch's "
                                                    + "ExponentialLR",
                                            a -> new Schedule.Exponential(a.get(GAMMA)))
                                    .with(GAMMA, Schedule.Exponential::gamma)),
                    warming(
                            Schedule.Polynomial.class,
                            Structure.of(
                                            "polynomial",
                                            Schedule.Polynomial.class,
                                            "end_rate + (learning_rate − end_rate) · (1 − t / T)^power with t updates "
                                                    + "done of T; Keras' PolynomialDecay",
                                            a -> new Schedule.Polynomial(a.get(POWER), a.get(END_RATE)))
                                    .with(POWER, Schedule.Polynomial::power)
                                    .with(END_RATE, Schedule.Polynomial::endRate)),
                    warming(
                            Schedule.Cosine.class,
                            Structure.of(
                                            "cosine",
                                            Schedule.Cosine.class,
                                            "min_rate + (learning_rate − min_rate) · (1 + cos(π·t / T)) / 2 with t "
                                                    + "updates done of T; SGDR without restarts, PyTorch's "
                                                    + "CosineAnnealingLR",
                                            a -> new Schedule.Cosine(a.get(MIN_RATE)))
                                    .with(MIN_RATE, Schedule.Cosine::minRate)),
                    warming(
                            Schedule.OneCycle.class,
                            Structure.of(
                                            "one_cycle",
                                            Schedule.OneCycle.class,
                                            "half a cosine up to learning_rate, then half a cosine down, update by "
                                                    + "update; PyTorch's OneCycleLR with max_lr = learning_rate",
                                            a -> new Schedule.OneCycle(
                                                    a.get(PCT_START), a.get(DIV_FACTOR), a.get(FINAL_DIV_FACTOR)))
                                    .with(PCT_START, Schedule.OneCycle::pctStart)
                                    .with(DIV_FACTOR, Schedule.OneCycle::divFactor)
                                    .with(FINAL_DIV_FACTOR, Schedule.OneCycle::finalDivFactor)),
                    warming(
                            Schedule.Plateau.class,
                            Structure.of(
                                            "plateau",
                                            Schedule.Plateau.class,
                                            "the rate is multiplied by factor after epochs that do not lower the "
                                                    + "objective, or val_loss where stopping monitors that; "
                                                    + "PyTorch's ReduceLROnPlateau",
                                            a -> new Schedule.Plateau(
                                                    a.get(FACTOR), a.get(PATIENCE), a.get(THRESHOLD), a.get(MIN_RATE)))
                                    .with(FACTOR, Schedule.Plateau::factor)
                                    .with(PATIENCE, Schedule.Plateau::patience)
                                    .with(THRESHOLD, Schedule.Plateau::threshold)
                                    .with(MIN_RATE, Schedule.Plateau::minRate))));

    static final Parameter<Schedule> SCHEDULE_SETTING = open(
            "schedule",
            SCHEDULE,
            "cosine for the optimizers "
                    + Names.all(OptimizerCatalog.rules()
                            .filter(ScheduleCatalog::falls)
                            .map(FirstOrder::name)
                            .toList())
                    + " when their learning_rate is \"auto\"; plateau for a loss with kinks ("
                    + String.join(", ", LossCatalog.kinked())
                    + ") when the optimizer is left open and is sgd; else constant",
            "how the learning rate changes");

    private ScheduleCatalog() {}

    /** Rules whose steps do not shorten near the minimum get there only when the rate falls. */
    public static Schedule defaultFor(Optimizer optimizer) {
        return optimizer instanceof FirstOrder rule && rule.learningRate() instanceof LearningRate.Auto && falls(rule)
                ? new Schedule.Cosine(DEFAULT_MIN_RATE)
                : new Schedule.Constant();
    }

    /** A rate below which a schedule does not go, by the name of its setting. */
    private record Floor(Parameter<Double> setting, double rate) {}

    /**
     * Refuses a schedule whose lowest rate is above the one that it begins with.
     *
     * @throws ConflictException for such a schedule
     */
    public static void requireRoomBelow(double learningRate, Schedule schedule) {
        Floor floor = floor(schedule);
        if (floor.rate > learningRate) {
            throw new ConflictException(
                    "/schedule/" + floor.setting.name(),
                    "must be at most the learning rate, " + learningRate + ", not " + floor.rate);
        }
    }

    private static Floor floor(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Polynomial polynomial -> new Floor(END_RATE, polynomial.endRate());
            case Schedule.Cosine cosine -> new Floor(MIN_RATE, cosine.minRate());
            case Schedule.Plateau plateau -> new Floor(MIN_RATE, plateau.minRate());
            case Schedule.Warmup(Schedule then, int _) -> floor(then);
            case Schedule.Constant _,
                    Schedule.InverseScaling _,
                    Schedule.Step _,
                    Schedule.Exponential _,
                    Schedule.OneCycle _ -> new Floor(MIN_RATE, 0);
        };
    }

    private static boolean falls(FirstOrder rule) {
        return rule.automaticRate() instanceof AutomaticRate.OfReach(double _, double _, boolean falls) && falls;
    }

    private static <S extends Schedule> Structure<Schedule> warming(Class<S> type, Structure<S> plain) {
        Structure<Schedule> warming = new Structure<>(
                plain.name(),
                plain.description(),
                plain.settings().stream()
                        .<Structure.Setting<Schedule, ?>>map(setting -> ofMain(type, setting))
                        .toList(),
                plain.refusals(),
                schedule -> schedule instanceof Schedule known && plain.holds(main(known)),
                a -> {
                    int epochs = a.get(WARMUP);
                    S then = plain.make().apply(a);
                    return epochs == 0 ? then : new Schedule.Warmup(then, epochs);
                });
        return warming.with(WARMUP, s -> s instanceof Schedule.Warmup(Schedule _, int epochs) ? epochs : 0);
    }

    private static <S extends Schedule, P> Structure.Setting<Schedule, P> ofMain(
            Class<S> type, Structure.Setting<S, P> setting) {
        return new Structure.Setting<>(
                setting.parameter(), schedule -> setting.get().apply(type.cast(main(schedule))));
    }

    private static Schedule main(Schedule schedule) {
        return schedule instanceof Schedule.Warmup(Schedule then, int _) ? then : schedule;
    }
}
