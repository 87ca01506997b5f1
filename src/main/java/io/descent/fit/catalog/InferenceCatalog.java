package io.descent.fit.catalog;

import static io.descent.schema.Parameter.open;
import static io.descent.schema.Parameter.optional;
import static io.descent.schema.Parameter.required;

import io.descent.inference.Covariance;
import io.descent.inference.InferenceSpec;
import io.descent.model.ModelType;
import io.descent.objective.Loss;
import io.descent.objective.SquaredError;
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
    private static final Parameter<Covariance> COVARIANCE = optional(
            "covariance",
            new Alternatives<>(List.of(
                    new Choice<>(Covariance.Named.class),
                    Structure.of(
                                    "ClusteredCovariance",
                                    Covariance.Clustered.class,
                                    "right whatever the rows of a cluster have in common",
                                    a -> new Covariance.Clustered(a.get(CLUSTER)))
                            .with(CLUSTER, Covariance.Clustered::column))),
            Covariance.Named.CLASSIC,
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

    static final Parameter<InferenceSpec> INFERENCE = open(
            "inference",
            Structure.of(
                            "Inference",
                            InferenceSpec.class,
                            "what is to be told of how sure the parameters are",
                            a -> new InferenceSpec(a.get(COVARIANCE), a.get(LEVEL), a.get(WEIGHTS)))
                    .with(COVARIANCE, InferenceSpec::covariance)
                    .with(LEVEL, InferenceSpec::level)
                    .with(WEIGHTS, InferenceSpec::weights),
            "none",
            "standard errors, intervals and tests; {} for the classic ones. For linear with squared_error, logistic, softmax and "
                    + "poisson, without class weights; of a fit with a penalty, or that has not converged, the answer says why there "
                    + "are none");

    private InferenceCatalog() {}

    /** Refuses what has no likelihood, or none that inference follows from. */
    static @Nullable InferenceSpec checked(
            @Nullable InferenceSpec given, ModelType model, Loss loss, @Nullable ClassWeight classWeight) {
        if (given == null) {
            return null;
        }
        if (model == ModelType.SVM || (model == ModelType.LINEAR && !(loss instanceof SquaredError))) {
            throw new ConflictException(
                    "/inference",
                    model == ModelType.SVM
                            ? "must be left out for the model \"svm\", whose loss is no likelihood; \"logistic\" has one"
                            : "must be left out for this loss of \"linear\"; standard errors are those of \"squared_error\"");
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
        return given;
    }
}
