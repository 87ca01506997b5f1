package io.descent.job;

import io.descent.model.LinearModel;
import io.descent.model.Metrics;
import io.descent.optimize.FitOutcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a job came to. */
public sealed interface Ending {

    /** Returns how the training ended, its history with it. */
    FitOutcome outcome();

    /**
     * The fit has a model.
     *
     * @param metrics over the rows that it was trained on
     * @param validation over the rows that it was validated with; null where there were none
     */
    record Success(
            FitOutcome.Fitted outcome,
            LinearModel model,
            Metrics metrics,
            @Nullable Metrics validation) implements Ending {}

    /**
     * The fit diverged.
     *
     * @param suggestion settings that converge on the same data, as they stand in JSON; null where the data are at fault
     */
    record Divergence(FitOutcome.Diverged outcome, @Nullable Map<String, @Nullable Object> suggestion)
            implements Ending {}

    /** The fit was cancelled. */
    record Cancellation(FitOutcome.Cancelled outcome) implements Ending {}
}
