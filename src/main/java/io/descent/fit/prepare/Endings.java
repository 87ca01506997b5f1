package io.descent.fit.prepare;

import io.descent.data.Dataset;
import io.descent.fit.catalog.FitConfig;
import io.descent.fit.catalog.FitSettings;
import io.descent.job.Diagnosis;
import io.descent.job.Ending;
import io.descent.model.LinearModel;
import io.descent.model.Metrics;
import io.descent.optimize.course.FitOutcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the outcome of a training means for its job. */
public final class Endings {

    private Endings() {}

    public static Ending of(Preparation ready, FitOutcome outcome, Limits limits) {
        return switch (outcome) {
            case FitOutcome.Fitted fitted -> success(ready, fitted);
            case FitOutcome.Diverged diverged -> new Ending.Divergence(diverged, suggestion(ready, diverged, limits));
            case FitOutcome.Cancelled(var history, int epochs) -> new Ending.Cancellation(history, epochs);
            case FitOutcome.HandedBack _ -> throw new IllegalArgumentException("a fit that was handed back goes on");
        };
    }

    private static @Nullable Map<String, @Nullable Object> suggestion(
            Preparation ready, FitOutcome.Diverged diverged, Limits limits) {
        if (diverged.update() == 0) {
            return null;
        }
        FitConfig suggested = Suggestion.of(ready, limits);
        return suggested == null ? null : FitSettings.FORM.write(suggested);
    }

    private static Ending.Success success(Preparation ready, FitOutcome.Fitted fitted) {
        Dataset data = ready.data().dataset();
        LinearModel model = LinearModel.of(
                ready.config().spec().model().type(),
                data.featureNames(),
                ready.plan().shape(),
                fitted.parameters(),
                ready.data().classes());
        Dataset validation = ready.validation();
        return new Ending.Success(
                fitted, model, Metrics.of(model, data), validation == null ? null : Metrics.of(model, validation));
    }

    /** Returns what was seen of a fit before and after its training. */
    public static Diagnosis diagnosis(Preparation ready, Ending ending) {
        return ending instanceof Ending.Success success
                ? ready.diagnosis().with(Diagnostics.after(ready.plan(), success))
                : ready.diagnosis();
    }
}
