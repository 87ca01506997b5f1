package io.descent.fit.catalog;

import static io.descent.schema.Parameter.optional;

import io.descent.model.ModelType;
import io.descent.schema.Family;
import io.descent.schema.Flag;
import io.descent.schema.Names;
import io.descent.schema.Parameter;
import io.descent.schema.Structure;
import java.util.List;

/** The models. */
public final class ModelCatalog {

    private static final boolean DEFAULT_INTERCEPT = true;

    private static final Parameter<Boolean> FIT_INTERCEPT = optional(
            "fit_intercept",
            new Flag(),
            DEFAULT_INTERCEPT,
            "whether the margin has an intercept; it is never penalised");

    /** The models. */
    public static final Family<ModelChoice> MODEL = new Family<>(
            "model",
            List.of(
                    model(ModelType.LINEAR, "linear regression: the prediction is w·x + b"),
                    model(
                            ModelType.LOGISTIC,
                            "logistic regression over two classes, given as numbers, booleans or text: the prediction "
                                    + "is the probability 1 / (1 + exp(−(w·x + b))) of the second class in ascending "
                                    + "order"),
                    model(
                            ModelType.SOFTMAX,
                            "multinomial logistic regression over two or more classes, given as numbers, booleans or "
                                    + "text: a weight vector for each class in ascending order; the prediction is its "
                                    + "probability exp(m_k) / Σ exp(m)"),
                    model(
                            ModelType.SVM,
                            "linear support vector machine over two classes, given as numbers, booleans or text: the "
                                    + "prediction is the second class in ascending order where w·x + b > 0"),
                    model(
                            ModelType.POISSON,
                            "Poisson regression of counts, or of any y ≥ 0, with a log link: the prediction is "
                                    + "exp(w·x + b)")));

    static final Parameter<ModelChoice> MODEL_SETTING =
            optional("model", MODEL, new ModelChoice(ModelType.LINEAR, DEFAULT_INTERCEPT), "what is fitted");

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
