package io.descent.fit;

import io.descent.data.Dataset;
import io.descent.job.Diagnosis;
import io.descent.job.Ending;
import io.descent.model.LinearModel;
import io.descent.model.Metrics;
import io.descent.optimize.FitOutcome;

/** What the outcome of a training means for its job. */
final class Endings {

    private Endings() {}

    static Ending of(Preparation ready, FitOutcome outcome, Limits limits) {
        return switch (outcome) {
            case FitOutcome.Fitted fitted -> success(ready, fitted);
            case FitOutcome.Diverged diverged ->
                new Ending.Divergence(
                        diverged, diverged.update() == 0 ? null : Request.FORM.write(Suggestion.of(ready, limits)));
            case FitOutcome.Cancelled(var history, int epochs) -> new Ending.Cancellation(history, epochs);
            case FitOutcome.HandedBack _ -> throw new IllegalArgumentException("a fit that was handed back goes on");
        };
    }

    private static Ending.Success success(Preparation ready, FitOutcome.Fitted fitted) {
        Dataset data = ready.data().dataset();
        LinearModel model = LinearModel.of(
                ready.config().spec().model(),
                data.featureNames(),
                ready.plan().shape(),
                fitted.parameters(),
                ready.data().classes());
        Dataset validation = ready.plan().validation();
        return new Ending.Success(
                fitted, model, Metrics.of(model, data), validation == null ? null : Metrics.of(model, validation));
    }

    /** Returns what was seen of a fit before and after its training. */
    static Diagnosis diagnosis(Preparation ready, Ending ending) {
        return ending instanceof Ending.Success success
                ? ready.diagnosis().with(Diagnostics.after(ready.plan(), success))
                : ready.diagnosis();
    }
}
