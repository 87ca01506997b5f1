package io.descent.fit;

import io.descent.optimize.Control;
import io.descent.optimize.FitOutcome;
import io.descent.optimize.Plan;
import io.descent.optimize.Resumption;
import io.descent.optimize.TrainingListener;
import org.jspecify.annotations.Nullable;

/** Whatever runs a fit. */
public interface FitEngine {

    /** Runs a fit to its end on the calling thread, from the start or from where it stood. */
    FitOutcome run(Plan plan, TrainingListener listener, Control control, @Nullable Resumption resumption);
}
