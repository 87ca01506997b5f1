package io.descent.fit.prepare;

import io.descent.data.Dataset;
import io.descent.fit.catalog.FitConfig;
import io.descent.fit.catalog.FitSettings;
import io.descent.inference.Inference;
import io.descent.job.Diagnosis;
import io.descent.job.Ending;
import io.descent.job.Warning;
import io.descent.model.LinearModel;
import io.descent.model.Metrics;
import io.descent.optimize.course.FitOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the outcome of a training means for its job. */
public final class Endings {

    private Endings() {}

    /** How a job ends, and what was seen of the fit before and after its training. */
    public record Ended(Ending ending, Diagnosis seen) {}

    /** Returns what an outcome means. */
    public static Ended of(Preparation ready, FitOutcome outcome, Limits limits) {
        return switch (outcome) {
            case FitOutcome.Fitted fitted -> success(ready, fitted);
            case FitOutcome.Diverged diverged ->
                new Ended(new Ending.Divergence(diverged, suggestion(ready, diverged, limits)), ready.diagnosis());
            case FitOutcome.Cancelled(var history, int epochs) ->
                new Ended(new Ending.Cancellation(history, epochs), ready.diagnosis());
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

    private static Ended success(Preparation ready, FitOutcome.Fitted fitted) {
        Dataset data = ready.data().dataset();
        LinearModel model = LinearModel.of(
                ready.config().spec().model().type(),
                data.featureNames(),
                ready.plan().shape(),
                fitted.parameters(),
                ready.data().classes());
        Dataset validation = ready.validation();
        Metrics metrics = Metrics.of(model, data);
        List<String> separating = Diagnostics.separating(ready, fitted, model, metrics);
        Inference inference = Sureness.of(ready, fitted, Diagnostics.tellsAllApart(metrics), separating);
        Ending.Success success = new Ending.Success(
                fitted, model, metrics, validation == null ? null : Metrics.of(model, validation), inference);
        List<Warning> seen = new ArrayList<>(Diagnostics.after(ready.plan(), success, separating));
        seen.addAll(Sureness.warnings(inference));
        return new Ended(success, ready.diagnosis().with(seen));
    }
}
