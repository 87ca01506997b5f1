package io.descent.fit.catalog;

import static io.descent.schema.Parameter.open;
import static io.descent.schema.Parameter.optional;
import static io.descent.schema.Parameter.required;

import io.descent.inference.Covariance;
import io.descent.inference.InferenceSpec;
import io.descent.model.ModelType;
import io.descent.objective.EpsilonInsensitive;
import io.descent.objective.Loss;
import io.descent.objective.SquaredEpsilonInsensitive;
import io.descent.schema.Alternatives;
import io.descent.schema.Choice;
import io.descent.schema.ConflictException;
import io.descent.schema.Parameter;
import io.descent.schema.Real;
import io.descent.schema.Structure;
import io.descent.schema.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How sure the parameters of a fit are. */
final class InferenceCatalog {

    private static final Parameter<String> CLUSTER = required(
            "cluster",
            new Text(1000),
            "the column whose values tell clusters of rows apart; it is no feature unless `features` names it");
    private static final Parameter<Covariance> COVARIANCE = open(
            "covariance",
            new Alternatives<>(List.of(
                    new Choice<>(Covariance.Named.class),
                    Structure.of(
                                    "ClusteredCovariance",
                                    Covariance.Clustered.class,
                                    "right whatever the rows of a cluster have in common",
                                    a -> new Covariance.Clustered(a.get(CLUSTER)))
                            .with(CLUSTER, Covariance.Clustered::column))),
            "classic; HC0 of huber, quantile and absolute_error",
            "how the covariance of the parameters is estimated: classic, right where the model is; HC0 to HC3, right whatever "
                    + "the variances of the rows are, HC3 the best of them where rows are few; by clusters of rows");
    private static final Parameter<Double> LEVEL =
            optional("level", new Real(0, false, 1, false), 0.95, "of the intervals");
    private static final Parameter<InferenceSpec.Weights> WEIGHTS = optional(
            "weights",
            new Choice<>(InferenceSpec.Weights.class),
            InferenceSpec.Weights.FREQUENCY,
            "what row weights mean: frequency, how many copies of the row there are; precision, one over the variance of its "
                    + "target, but for a common factor");

    static final Parameter<InferenceChoice> INFERENCE = open(
            "inference",
            Structure.of(
                            "Inference",
                            InferenceChoice.class,
                            "what is to be told of how sure the parameters are",
                            a -> new InferenceChoice(a.find(COVARIANCE), a.get(LEVEL), a.get(WEIGHTS)))
                    .with(COVARIANCE, InferenceChoice::covariance)
                    .with(LEVEL, InferenceChoice::level)
                    .with(WEIGHTS, InferenceChoice::weights),
            "none",
            "standard errors, intervals and tests; {} for the classic ones. For linear (but epsilon-insensitive losses), logistic, softmax and "
                    + "poisson, without class weights; of a fit with a penalty, or that has not converged, the answer says why there "
                    + "are none");

    private InferenceCatalog() {}

    /** Refuses what has no likelihood, or none that inference follows from. */
    static @Nullable InferenceSpec checked(
            @Nullable InferenceChoice choice, ModelType model, Loss loss, @Nullable ClassWeight classWeight) {
        if (choice == null) {
            return null;
        }
        InferenceSpec given = choice.of(loss);
        boolean tube = loss instanceof EpsilonInsensitive || loss instanceof SquaredEpsilonInsensitive;
        if (model == ModelType.SVM || tube) {
            throw new ConflictException(
                    "/inference",
                    model == ModelType.SVM
                            ? "must be left out for the model \"svm\", whose loss is no likelihood; \"logistic\" has one"
                            : "must be left out for this loss, which ignores small errors; take \"squared_error\" or \"huber\"");
        }
        if (classWeight != null) {
            throw new ConflictException(
                    "/inference",
                    "must be left out where `class_weight` is given: standard errors are those of the rows as they are");
        }
        if (model == ModelType.SOFTMAX && given.covariance().takesLeverage()) {
            throw new ConflictException(
                    "/inference/covariance",
                    "must be classic, HC0, HC1 or clustered for the model \"softmax\": its rows have no single leverage");
        }
        if (!InferenceChoice.isLikelihood(loss)
                && (!given.covariance().isRobust() || given.covariance().takesLeverage())) {
            throw new ConflictException(
                    "/inference/covariance",
                    "must be HC0, HC1 or clustered for this loss, which is no likelihood of the errors");
        }
        return given;
    }
}
