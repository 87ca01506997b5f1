package io.descent.fit;

import io.descent.optimize.Control;
import io.descent.optimize.FitOutcome;
import io.descent.optimize.Plan;
import io.descent.optimize.Resumption;
import io.descent.optimize.TrainingListener;
import org.jspecify.annotations.Nullable;

/** Whatever runs a fit. */
public interface FitEngine {

    /**
     * Runs a fit on the calling thread to its end, or until it is handed back.
     *
     * @param resumption where it goes on; null where it begins
     * @throws io.descent.optimize.UnusableCheckpointException if the fit cannot go on from there
     */
    FitOutcome run(Plan plan, TrainingListener listener, Control control, @Nullable Resumption resumption);
}
