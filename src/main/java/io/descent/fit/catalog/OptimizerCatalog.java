package io.descent.fit.catalog;

import static io.descent.schema.Parameter.open;
import static io.descent.schema.Parameter.optional;

import io.descent.optimize.rule.Adadelta;
import io.descent.optimize.rule.Adagrad;
import io.descent.optimize.rule.Adam;
import io.descent.optimize.rule.AdamW;
import io.descent.optimize.rule.AmsGrad;
import io.descent.optimize.rule.AveragedSgd;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.Ftrl;
import io.descent.optimize.rule.LearningRate;
import io.descent.optimize.rule.Moments;
import io.descent.optimize.rule.Nadam;
import io.descent.optimize.rule.Optimizer;
import io.descent.optimize.rule.RmsProp;
import io.descent.optimize.rule.Sgd;
import io.descent.schema.Alternatives;
import io.descent.schema.Arguments;
import io.descent.schema.ConflictException;
import io.descent.schema.Domain;
import io.descent.schema.Family;
import io.descent.schema.Flag;
import io.descent.schema.Mapped;
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import io.descent.schema.Parameter;
import io.descent.schema.Real;
import io.descent.schema.Structure;
import io.descent.schema.Word;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The optimizers. */
public final class OptimizerCatalog {

    private static final double DEFAULT_MOMENTUM = 0.95;
    private static final double DEFAULT_DAMPENING = 0;
    private static final double DEFAULT_DECAY = 0.01;

    private static final Domain.Plain<LearningRate> GIVEN_RATE =
            new Mapped<>(Real.above(0), LearningRate.Fixed.class, LearningRate.Fixed::new, OptimizerCatalog::rate);

    static final Parameter<LearningRate> LEARNING_RATE = Parameter.<LearningRate>optional(
                    "learning_rate",
                    new Alternatives<>(List.of(new Word<>("auto", new LearningRate.Auto()), GIVEN_RATE)),
                    new LearningRate.Auto(),
                    "the rate before any schedule; \"auto\" takes it from the data: 1 over the largest curvature of the "
                            + "objective over a batch for rules whose steps follow the size of the gradient, else a share "
                            + "of how far the parameters are expected to go")
            .alias("lr", "eta0");
    static final Parameter<Double> MOMENTUM = open(
            "momentum",
            new Real(0, true, 1, false),
            Real.plain(DEFAULT_MOMENTUM)
                    + " with Nesterov's form when the rate is \"auto\", dampening is 0 and nesterov is not given, else 0",
            "how much of the buffer is kept at each update");
    static final Parameter<Double> DAMPENING = optional(
            "dampening",
            new Real(0, true, 1, true),
            DEFAULT_DAMPENING,
            "1 − what each new gradient adds to the buffer");
    static final Parameter<Boolean> NESTEROV = open(
            "nesterov",
            new Flag(),
            "true when the rate is \"auto\", momentum is not given and dampening is 0, else false",
            "Nesterov's momentum; needs a momentum and no dampening");
    private static final Real SHARE = new Real(0, true, 1, false);
    private static final Parameter<Integer> AVERAGE_START = optional(
            "average_start",
            Domain.integer(0, Integer.MAX_VALUE),
            0,
            "after how many updates the averaging begins; scikit-learn counts rows");
    private static final Parameter<Double> AVERAGE_DECAY = optional(
            "average_decay",
            Real.from(0),
            3.0,
            "0 is the plain mean; else later parameters weigh more, about as t^average_decay (Shamir and Zhang 2013)");
    private static final Parameter<Double> INITIAL_ACCUMULATOR =
            optional("initial_accumulator", Real.from(0), 0.0, "what Σg² begins as; 0.1 in Keras");
    private static final Parameter<Double> EPS_ADAGRAD = eps(1e-10);
    private static final Parameter<Double> EPS_ADADELTA = eps(1e-6);
    private static final Parameter<Double> EPS = eps(1e-8);
    private static final Parameter<Double> RHO =
            optional("rho", SHARE, 0.9, "how much of the running means is kept; 0.95 in the paper and Keras");
    private static final Parameter<Double> ALPHA =
            optional("alpha", SHARE, 0.99, "how much of the running mean is kept; Keras' rho, 0.9 there");
    private static final Parameter<Double> BUFFER =
            optional("momentum", SHARE, 0.0, "how much of the buffer is kept at each update");
    private static final Parameter<Boolean> CENTERED =
            optional("centered", new Flag(), false, "whether V is made a variance by the running mean of g");
    private static final Parameter<Double> BETA1 =
            optional("beta1", SHARE, 0.9, "how much of the running mean m of g is kept");
    private static final Parameter<Double> BETA2 =
            optional("beta2", SHARE, 0.999, "how much of the running mean v of g² is kept");
    private static final Parameter<Double> WEIGHT_DECAY = open(
            "weight_decay",
            Real.from(0),
            Real.plain(DEFAULT_DECAY)
                    + " when learning_rate is a number; 0 when it is \"auto\", because the decay is rate·weight_decay and "
                    + "such a rate has the size of the parameters",
            "each update first multiplies the weights by 1 − rate·weight_decay");
    private static final Parameter<Double> MOMENTUM_DECAY =
            optional("momentum_decay", Real.from(0), 0.004, "how fast the momentum rises from beta1 / 2 to beta1");
    private static final Parameter<Double> BETA =
            optional("beta", Real.from(0), 1.0, "what √Σg² is raised by; 0 in Keras");
    private static final Parameter<Double> L1 =
            optional("l1", Real.from(0), 0.0, "the paper's λ1, once beside the sum of all gradients; see `penalty`");
    private static final Parameter<Double> L2 =
            optional("l2", Real.from(0), 0.0, "the paper's λ2, once beside the sum of all gradients; see `penalty`");

    /** The rules with a learning rate. */
    private static final List<Structure<? extends Optimizer>> RULES = List.of(
            Structure.of(
                            Sgd.NAME,
                            Sgd.class,
                            "stochastic gradient descent with momentum, dampening and Nesterov's momentum as in "
                                    + "PyTorch: the buffer starts as the first gradient",
                            OptimizerCatalog::sgd)
                    .with(LEARNING_RATE, Sgd::learningRate)
                    .with(MOMENTUM, Sgd::momentum)
                    .with(DAMPENING, Sgd::dampening)
                    .with(NESTEROV, Sgd::nesterov),
            Structure.of(
                            AveragedSgd.NAME,
                            AveragedSgd.class,
                            "plain stochastic gradient descent, answered by the average of its parameters (Polyak and "
                                    + "Ruppert)",
                            a -> new AveragedSgd(a.get(LEARNING_RATE), a.get(AVERAGE_START), a.get(AVERAGE_DECAY)))
                    .with(LEARNING_RATE, AveragedSgd::learningRate)
                    .with(AVERAGE_START, AveragedSgd::averageStart)
                    .with(AVERAGE_DECAY, AveragedSgd::averageDecay),
            Structure.of(
                            Adagrad.NAME,
                            Adagrad.class,
                            "rate·g / (√Σg² + eps), as in PyTorch (Duchi, Hazan and Singer 2011)",
                            a -> new Adagrad(a.get(LEARNING_RATE), a.get(INITIAL_ACCUMULATOR), a.get(EPS_ADAGRAD)))
                    .with(LEARNING_RATE, Adagrad::learningRate)
                    .with(INITIAL_ACCUMULATOR, Adagrad::initialAccumulator)
                    .with(EPS_ADAGRAD, Adagrad::eps),
            Structure.of(
                            Adadelta.NAME,
                            Adadelta.class,
                            "rate·√(U + eps) / √(V + eps)·g with running means V of g² and U of squared steps, as in "
                                    + "PyTorch (Zeiler 2012)",
                            a -> new Adadelta(a.get(LEARNING_RATE), a.get(RHO), a.get(EPS_ADADELTA)))
                    .with(LEARNING_RATE, Adadelta::learningRate)
                    .with(RHO, Adadelta::rho)
                    .with(EPS_ADADELTA, Adadelta::eps),
            Structure.of(
                            RmsProp.NAME,
                            RmsProp.class,
                            "rate·g / (√V + eps) with a running mean V of g², as in PyTorch (Tieleman and Hinton 2012)",
                            a -> new RmsProp(
                                    a.get(LEARNING_RATE), a.get(ALPHA), a.get(EPS), a.get(BUFFER), a.get(CENTERED)))
                    .with(LEARNING_RATE, RmsProp::learningRate)
                    .with(ALPHA, RmsProp::alpha)
                    .with(EPS, RmsProp::eps)
                    .with(BUFFER, RmsProp::momentum)
                    .with(CENTERED, RmsProp::centered),
            withMoments(
                    Structure.of(
                                    Adam.NAME,
                                    Adam.class,
                                    "rate·m̂ / (√v̂ + eps), as in PyTorch (Kingma and Ba 2015)",
                                    a -> new Adam(a.get(LEARNING_RATE), moments(a)))
                            .with(LEARNING_RATE, Adam::learningRate),
                    Adam::moments),
            withMoments(
                            Structure.of(
                                            AdamW.NAME,
                                            AdamW.class,
                                            "adam with decoupled weight decay, as in PyTorch (Loshchilov and Hutter 2019); the "
                                                    + "intercept does not decay",
                                            OptimizerCatalog::adamW)
                                    .with(LEARNING_RATE, AdamW::learningRate),
                            AdamW::moments)
                    .with(WEIGHT_DECAY, AdamW::weightDecay),
            withMoments(
                    Structure.of(
                                    AmsGrad.NAME,
                                    AmsGrad.class,
                                    "adam with the largest v so far, as in PyTorch (Reddi, Kale and Kumar 2018)",
                                    a -> new AmsGrad(a.get(LEARNING_RATE), moments(a)))
                            .with(LEARNING_RATE, AmsGrad::learningRate),
                    AmsGrad::moments),
            withMoments(
                            Structure.of(
                                            Nadam.NAME,
                                            Nadam.class,
                                            "adam with Nesterov's momentum, as in PyTorch since 2.0 (Dozat 2016)",
                                            a -> new Nadam(a.get(LEARNING_RATE), moments(a), a.get(MOMENTUM_DECAY)))
                                    .with(LEARNING_RATE, Nadam::learningRate),
                            Nadam::moments)
                    .with(MOMENTUM_DECAY, Nadam::momentumDecay),
            Structure.of(
                            Ftrl.NAME,
                            Ftrl.class,
                            "FTRL-Proximal with a rate for each coordinate, alpha being the learning rate (McMahan et "
                                    + "al. 2013)",
                            a -> new Ftrl(
                                    a.get(LEARNING_RATE),
                                    a.get(BETA),
                                    a.get(L1),
                                    a.get(L2),
                                    a.get(INITIAL_ACCUMULATOR)))
                    .with(LEARNING_RATE, Ftrl::learningRate)
                    .with(BETA, Ftrl::beta)
                    .with(L1, Ftrl::l1)
                    .with(L2, Ftrl::l2)
                    .with(INITIAL_ACCUMULATOR, Ftrl::initialAccumulator));

    /** The optimizers. */
    public static final Family<OptimizerChoice> OPTIMIZER = new Family<>(
            "optimizer",
            Stream.concat(
                            Stream.of(auto()),
                            Stream.concat(RULES.stream(), SolverCatalog.besides(RULES).stream())
                                    .map(OptimizerCatalog::named))
                    .toList());

    /** What sgd is where its caller leaves its rate and its momentum open. */
    static final Sgd DEFAULT_SGD = new Sgd(new LearningRate.Auto(), DEFAULT_MOMENTUM, DEFAULT_DAMPENING, true);

    static final Parameter<OptimizerChoice> OPTIMIZER_SETTING =
            optional("optimizer", OPTIMIZER, new OptimizerChoice.Auto(), "how the parameters are found");

    private OptimizerCatalog() {}

    private static Structure<OptimizerChoice.Auto> auto() {
        return Structure.of(
                        "auto",
                        OptimizerChoice.Auto.class,
                        "lbfgs, the method that reaches the minimum; sgd where "
                                + Names.either(AutoOptimizer.RULE_SETTINGS)
                                + " is given, which only an update rule has, and for the perceptron loss, whose minimum "
                                + "says nothing. config tells what was taken and why",
                        _ -> new OptimizerChoice.Auto())
                .withoutThoseOf(RULES, "name the optimizer that it is for, such as \"sgd\"");
    }

    private static Structure<OptimizerChoice> named(Structure<? extends Optimizer> optimizer) {
        return optimizer.within(OptimizerChoice::named, OptimizerChoice.Named::new);
    }

    /** Returns an optimizer as it stands in JSON; null where it is none that this release knows. */
    public static @Nullable Optimizer read(Object json) {
        return OPTIMIZER_SETTING.domain().read(json, "", new Mistakes()) instanceof OptimizerChoice.Named named
                ? named.optimizer()
                : null;
    }

    /** Returns one example of each update rule, with its rate left to the data. */
    static Stream<FirstOrder> rules() {
        return RULES.stream()
                .map(rule -> rule.make().apply(Arguments.NONE))
                .filter(FirstOrder.class::isInstance)
                .map(FirstOrder.class::cast);
    }

    private static Parameter<Double> eps(double fallback) {
        return optional("eps", Real.above(0), fallback, "keeps the divisor above 0; added outside the root");
    }

    private static Moments moments(Arguments a) {
        return new Moments(a.get(BETA1), a.get(BETA2), a.get(EPS));
    }

    private static <T> Structure<T> withMoments(Structure<T> structure, Function<T, Moments> get) {
        return structure
                .with(BETA1, t -> get.apply(t).beta1())
                .with(BETA2, t -> get.apply(t).beta2())
                .with(EPS, t -> get.apply(t).eps());
    }

    private static AdamW adamW(Arguments a) {
        LearningRate rate = a.get(LEARNING_RATE);
        return new AdamW(
                rate, moments(a), a.getOr(WEIGHT_DECAY, rate instanceof LearningRate.Auto ? 0 : DEFAULT_DECAY));
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
            return DEFAULT_SGD;
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
