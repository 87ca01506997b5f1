package io.descent.fit;

import static io.descent.fit.Parameter.open;
import static io.descent.fit.Parameter.optional;

import io.descent.fit.Domain.Flag;
import io.descent.model.ModelType;
import io.descent.objective.LogLoss;
import io.descent.objective.Loss;
import io.descent.objective.SquaredError;
import java.util.List;

/** The models, and the losses that go with them. */
public final class ModelCatalog {

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
                            SquaredError.class,
                            "(prediction − y)², without ½, so that its gradient is 2·error·x",
                            _ -> new SquaredError()),
                    Structure.of(
                            "log_loss",
                            LogLoss.class,
                            "−log of the probability of the true class, natural logarithm",
                            _ -> new LogLoss())));

    /** Returns the losses that a model can be fitted with, its default first. */
    public static List<String> lossesOf(ModelType model) {
        return switch (model) {
            case LINEAR -> List.of("squared_error");
            case LOGISTIC -> List.of("log_loss");
        };
    }

    static final Parameter<ModelChoice> MODEL_SETTING =
            optional("model", MODEL, new ModelChoice(ModelType.LINEAR, true), "what is fitted");
    static final Parameter<Loss> LOSS_SETTING = open("loss", LOSS, "the first loss of the model", "what is minimised");

    private ModelCatalog() {}

    private static Structure<ModelChoice> model(ModelType type, String description) {
        return Structure.of(
                        Names.json(type),
                        ModelChoice.class,
                        description,
                        a -> new ModelChoice(type, a.get(FIT_INTERCEPT)))
                .with(FIT_INTERCEPT, ModelChoice::fitIntercept)
                .when(choice -> choice.type() == type);
    }
}
