package io.descent.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.descent.data.Classes;
import io.descent.job.Ending;
import io.descent.model.LinearModel;
import io.descent.model.ModelType;
import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import io.descent.optimize.course.Optimality;
import io.descent.optimize.course.StopReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a job came to, as it is stored with the job: its history and the state of its checkpoint are stored apart. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StoredEnding.Success.class, name = "Success"),
    @JsonSubTypes.Type(value = StoredEnding.Divergence.class, name = "Divergence"),
    @JsonSubTypes.Type(value = StoredEnding.Cancellation.class, name = "Cancellation"),
    @JsonSubTypes.Type(value = StoredEnding.Failure.class, name = "Failure")
})
sealed interface StoredEnding {

    /** Returns the ending without its history. */
    Ending ending();

    record Success(
            Fitted outcome,
            Model model,
            StoredMetrics metrics,
            @Nullable StoredMetrics validation,
            @Nullable StoredInference inference)
            implements StoredEnding {

        static Success of(Ending.Success success) {
            FitOutcome.Fitted fitted = success.outcome();
            return new Success(
                    new Fitted(
                            fitted.epochs(),
                            fitted.reason(),
                            fitted.parameters(),
                            fitted.loss(),
                            fitted.objective(),
                            fitted.valLoss(),
                            fitted.bestEpoch(),
                            Optimum.of(fitted.optimality()),
                            new Stand(
                                    fitted.checkpoint().epoch(),
                                    fitted.checkpoint().records())),
                    Model.of(success.model()),
                    StoredMetrics.of(success.metrics()),
                    success.validation() == null ? null : StoredMetrics.of(success.validation()),
                    StoredInference.of(success.inference()));
        }

        @Override
        public Ending ending() {
            return new Ending.Success(
                    new FitOutcome.Fitted(
                            History.NONE,
                            outcome.epochs,
                            outcome.reason,
                            outcome.parameters,
                            outcome.loss,
                            outcome.objective,
                            outcome.valLoss,
                            outcome.bestEpoch,
                            outcome.optimality == null ? null : outcome.optimality.optimality(),
                            new Checkpoint(outcome.checkpoint.epoch, outcome.checkpoint.records, new byte[0])),
                    model.model(),
                    metrics.metrics(),
                    validation == null ? null : validation.metrics(),
                    inference == null ? null : inference.inference());
        }
    }

    record Fitted(
            int epochs,
            StopReason reason,
            double[] parameters,
            double loss,
            double objective,
            @Nullable Double valLoss,
            @Nullable Integer bestEpoch,
            @Nullable Optimum optimality,
            Stand checkpoint) {}

    /** How near the minimum is; null where a release before 0.2.0 stored the fit. */
    record Optimum(@Nullable Double gradientNorm, double estimatedExcess, boolean reached) {

        static @Nullable Optimum of(@Nullable Optimality found) {
            return found == null ? null : new Optimum(found.gradientNorm(), found.estimatedExcess(), found.reached());
        }

        Optimality optimality() {
            return new Optimality(gradientNorm, estimatedExcess, reached);
        }
    }

    /** Where a checkpoint was made. */
    record Stand(int epoch, int records) {}

    record Model(
            ModelType type,
            List<String> features,
            double[] coef,
            double[] intercept,
            @Nullable Labels classes) {

        static Model of(LinearModel model) {
            return new Model(
                    model.type(),
                    model.features(),
                    model.coef(),
                    model.intercept(),
                    model.classes() == null ? null : new Labels(model.classes().labels()));
        }

        LinearModel model() {
            return new LinearModel(
                    type, features, coef, intercept, classes == null ? null : new Classes(classes.labels));
        }
    }

    /** The classes of a classifier. */
    record Labels(List<Object> labels) {}

    record Divergence(Diverged outcome, @Nullable Map<String, @Nullable Object> suggestion) implements StoredEnding {
        @Override
        public Ending ending() {
            return new Ending.Divergence(
                    new FitOutcome.Diverged(
                            History.NONE,
                            outcome.epochs,
                            outcome.cause,
                            outcome.epoch,
                            outcome.update,
                            outcome.learningRate,
                            outcome.largestStableRate),
                    suggestion);
        }
    }

    record Diverged(
            int epochs,
            FitOutcome.Diverged.Cause cause,
            int epoch,
            long update,
            double learningRate,
            double largestStableRate) {

        static Diverged of(FitOutcome.Diverged outcome) {
            return new Diverged(
                    outcome.epochs(),
                    outcome.cause(),
                    outcome.epoch(),
                    outcome.update(),
                    outcome.learningRate(),
                    outcome.largestStableRate());
        }
    }

    record Cancellation(int epochs) implements StoredEnding {
        @Override
        public Ending ending() {
            return new Ending.Cancellation(History.NONE, epochs);
        }
    }

    record Failure(int epochs, Ending.Failure.Code code, String detail) implements StoredEnding {
        @Override
        public Ending ending() {
            return new Ending.Failure(History.NONE, epochs, code, detail);
        }
    }

    static StoredEnding of(Ending ending) {
        return switch (ending) {
            case Ending.Success success -> Success.of(success);
            case Ending.Divergence(var outcome, var suggestion) -> new Divergence(Diverged.of(outcome), suggestion);
            case Ending.Cancellation(History _, int epochs) -> new Cancellation(epochs);
            case Ending.Failure(History _, int epochs, var code, var detail) -> new Failure(epochs, code, detail);
        };
    }
}
