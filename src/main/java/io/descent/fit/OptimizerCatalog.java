package io.descent.fit;

import static io.descent.fit.Parameter.open;
import static io.descent.fit.Parameter.optional;

import io.descent.fit.Domain.Flag;
import io.descent.fit.Domain.Mapped;
import io.descent.fit.Domain.Real;
import io.descent.fit.Domain.Word;
import io.descent.optimize.Exact;
import io.descent.optimize.Lbfgs;
import io.descent.optimize.LearningRate;
import io.descent.optimize.Optimizer;
import io.descent.optimize.Sgd;
import java.util.List;

/** The optimizers. */
public final class OptimizerCatalog {

    private static final Domain.Plain<LearningRate> GIVEN_RATE =
            new Mapped<>(Real.above(0), LearningRate.Fixed.class, LearningRate.Fixed::new, OptimizerCatalog::rate);

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

    private static final Parameter<Integer> MEMORY =
            optional("memory", Domain.integer(1, 1000), 10, "how many steps stand for the curvature");
    private static final Parameter<Double> GTOL = optional(
            "gtol",
            new Real(0, true, 1, false),
            Lbfgs.DEFAULT.gradientTolerance(),
            "converged once no partial derivative is above this share of the largest at zero parameters");
    private static final Parameter<Double> FTOL = optional(
            "ftol",
            new Real(0, true, 1, false),
            Lbfgs.DEFAULT.gainTolerance(),
            "converged once an iteration lowers the objective by no more than this share; 0 for as far as digits go");

    /** The optimizers. */
    public static final Family<Optimizer> OPTIMIZER = new Family<>(
            "optimizer",
            List.of(
                    Structure.of(
                                    "sgd",
                                    Sgd.class,
                                    "stochastic gradient descent with momentum, dampening and Nesterov's momentum as in "
                                            + "PyTorch: the buffer starts as the first gradient",
                                    OptimizerCatalog::sgd)
                            .with(LEARNING_RATE, Sgd::learningRate)
                            .with(MOMENTUM, Sgd::momentum)
                            .with(DAMPENING, Sgd::dampening)
                            .with(NESTEROV, Sgd::nesterov),
                    Structure.of(
                                    "lbfgs",
                                    Lbfgs.class,
                                    "limited-memory BFGS over all rows, an iteration an epoch, with a line search for the "
                                            + "strong Wolfe conditions (Nocedal and Wright 2006); under an l1 penalty "
                                            + "OWL-QN (Andrew and Gao 2007). It ends once it has converged, also before "
                                            + "`epochs`; the learning_rate of its history is the step it took. For "
                                            + "losses with a slope everywhere",
                                    a -> new Lbfgs(a.get(MEMORY), a.get(GTOL), a.get(FTOL)))
                            .with(MEMORY, Lbfgs::memory)
                            .with(GTOL, Lbfgs::gradientTolerance)
                            .with(FTOL, Lbfgs::gainTolerance)
                            .without(LEARNING_RATE, "a line search finds the step")
                            .without(MOMENTUM, "the steps before are in its memory")
                            .without(DAMPENING, "the steps before are in its memory")
                            .without(NESTEROV, "the steps before are in its memory"),
                    Structure.of(
                                    "exact",
                                    Exact.class,
                                    "squared_error with no penalty or l2, solved outright in one epoch by Householder QR "
                                            + "with column pivoting. Where the data leave the weights open, those of "
                                            + "smallest norm over the scaled features",
                                    _ -> new Exact())
                            .without(LEARNING_RATE, "there is nothing to step towards")
                            .without(MOMENTUM, "there is nothing to step towards")
                            .without(DAMPENING, "there is nothing to step towards")
                            .without(NESTEROV, "there is nothing to step towards")));

    private static final Sgd DEFAULT_OPTIMIZER = new Sgd(new LearningRate.Auto(), 0.95, 0, true);

    static final Parameter<Optimizer> OPTIMIZER_SETTING =
            optional("optimizer", OPTIMIZER, DEFAULT_OPTIMIZER, "how the parameters are updated");

    private OptimizerCatalog() {}

    /** Returns the type of an optimizer as it stands in JSON. */
    static String nameOf(Optimizer optimizer) {
        return OPTIMIZER.variants().stream()
                .filter(variant -> variant.holds(optimizer))
                .findFirst()
                .map(Structure::name)
                .orElseThrow(() -> new IllegalArgumentException("no variant for " + optimizer));
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
}
