package io.descent.fit;

import io.descent.optimize.CancelToken;
import io.descent.optimize.FitOutcome;
import io.descent.optimize.Plan;
import io.descent.optimize.TrainingListener;

/** Whatever runs a fit. */
public interface FitEngine {

    /** Runs a fit to its end on the calling thread. */
    FitOutcome run(Plan plan, TrainingListener listener, CancelToken token);
}
