package io.descent.fit.catalog;

import static io.descent.schema.Parameter.open;
import static io.descent.schema.Parameter.optional;

import io.descent.model.ModelType;
import io.descent.objective.AbsoluteError;
import io.descent.objective.EpsilonInsensitive;
import io.descent.objective.Hinge;
import io.descent.objective.Huber;
import io.descent.objective.LogLoss;
import io.descent.objective.Loss;
import io.descent.objective.ModifiedHuber;
import io.descent.objective.Perceptron;
import io.descent.objective.Poisson;
import io.descent.objective.Quantile;
import io.descent.objective.SoftmaxLoss;
import io.descent.objective.SquaredEpsilonInsensitive;
import io.descent.objective.SquaredError;
import io.descent.objective.SquaredHinge;
import io.descent.schema.Arguments;
import io.descent.schema.ConflictException;
import io.descent.schema.Family;
import io.descent.schema.Names;
import io.descent.schema.Parameter;
import io.descent.schema.Real;
import io.descent.schema.Structure;
import java.util.List;

/** The losses, and which of them go with which model. */
public final class LossCatalog {

    private static final Parameter<Double> DELTA =
            optional("delta", Real.above(0), 1.35, "the error above which the loss is linear, in the units of y");
    private static final Parameter<Double> QUANTILE =
            optional("quantile", new Real(0, false, 1, false), 0.5, "which quantile is predicted");
    private static final Parameter<Double> EPSILON =
            optional("epsilon", Real.from(0), 0.1, "the size of errors that cost nothing, in the units of y");

    private static final String LOG_LOSS = "log_loss";

    /** The losses of all models. */
    public static final Family<Loss> LOSS = new Family<>(
            "loss",
            List.of(
                    Structure.of(
                            "squared_error",
                            SquaredError.class,
                            "(prediction − y)², without ½, so that its gradient is 2·error·x",
                            _ -> new SquaredError()),
                    Structure.of(
                            "absolute_error",
                            AbsoluteError.class,
                            "|prediction − y|, which is least at the conditional median",
                            _ -> new AbsoluteError()),
                    Structure.of(
                                    "huber",
                                    Huber.class,
                                    "½·error² up to delta and delta·(|error| − ½·delta) beyond, as in PyTorch; delta is in "
                                            + "the units of y, not a multiple of an estimated scale",
                                    a -> new Huber(a.get(DELTA)))
                            .with(DELTA, Huber::delta),
                    Structure.of(
                                    "quantile",
                                    Quantile.class,
                                    "the pinball loss: quantile·(y − prediction) for a prediction that is too low, "
                                            + "(1 − quantile)·(prediction − y) for one that is too high",
                                    a -> new Quantile(a.get(QUANTILE)))
                            .with(QUANTILE, Quantile::q),
                    Structure.of(
                                    "epsilon_insensitive",
                                    EpsilonInsensitive.class,
                                    "max(0, |prediction − y| − epsilon): support vector regression",
                                    a -> new EpsilonInsensitive(a.get(EPSILON)))
                            .with(EPSILON, EpsilonInsensitive::epsilon),
                    Structure.of(
                                    "squared_epsilon_insensitive",
                                    SquaredEpsilonInsensitive.class,
                                    "max(0, |prediction − y| − epsilon)²",
                                    a -> new SquaredEpsilonInsensitive(a.get(EPSILON)))
                            .with(EPSILON, SquaredEpsilonInsensitive::epsilon),
                    Structure.of(
                                    LOG_LOSS,
                                    Loss.class,
                                    "−log of the probability of the true class, natural logarithm",
                                    _ -> new LogLoss())
                            .when(loss -> loss instanceof LogLoss || loss instanceof SoftmaxLoss),
                    Structure.of(
                            "hinge",
                            Hinge.class,
                            "max(0, 1 − z), z the margin towards the true class: the linear support vector machine",
                            _ -> new Hinge()),
                    Structure.of(
                            "squared_hinge",
                            SquaredHinge.class,
                            "max(0, 1 − z)², z the margin towards the true class",
                            _ -> new SquaredHinge()),
                    Structure.of(
                            "modified_huber",
                            ModifiedHuber.class,
                            "max(0, 1 − z)² for z ≥ −1 and −4·z below, z the margin towards the true class",
                            _ -> new ModifiedHuber()),
                    Structure.of(
                            "perceptron",
                            Perceptron.class,
                            "max(0, −z), z the margin towards the true class",
                            _ -> new Perceptron()),
                    Structure.of(
                            "poisson",
                            Poisson.class,
                            "exp(m) − y·m with m = w·x + b: half the Poisson deviance, up to what depends on y alone; it "
                                    + "may be below 0",
                            _ -> new Poisson())));

    static final Parameter<Loss> LOSS_SETTING = open("loss", LOSS, "the first loss of the model", "what is minimised");

    private LossCatalog() {}

    /** Returns the names of the losses with kinks, of which a full batch learns too little. */
    static List<String> kinked() {
        return LOSS.variants().stream()
                .filter(variant -> ((Loss) variant.make().apply(Arguments.NONE)).kinked())
                .map(Structure::name)
                .toList();
    }

    /** Returns the losses that a model can be fitted with, its default first. */
    public static List<String> of(ModelType model) {
        return switch (model) {
            case LINEAR ->
                List.of(
                        "squared_error",
                        "absolute_error",
                        "huber",
                        "quantile",
                        "epsilon_insensitive",
                        "squared_epsilon_insensitive");
            case LOGISTIC, SOFTMAX -> List.of(LOG_LOSS);
            case SVM -> List.of("hinge", "squared_hinge", "modified_huber", "perceptron");
            case POISSON -> List.of("poisson");
        };
    }

    /**
     * Returns the loss of a model.
     *
     * @throws ConflictException for one that does not go with it
     */
    static Loss choose(Arguments a, ModelType model) {
        List<String> suitable = of(model);
        Loss given = a.find(LOSS_SETTING);
        Loss chosen = LOSS.variants().stream()
                .filter(variant -> given == null
                        ? variant.name().equals(suitable.getFirst())
                        : variant.holds(given) && suitable.contains(variant.name()))
                .findFirst()
                .map(variant -> given == null ? (Loss) variant.make().apply(Arguments.NONE) : given)
                .orElseThrow(() -> new ConflictException(
                        "/loss", "must be " + Names.either(suitable) + " for the model \"" + Names.json(model) + "\""));
        return model == ModelType.SOFTMAX ? new SoftmaxLoss() : chosen;
    }
}
