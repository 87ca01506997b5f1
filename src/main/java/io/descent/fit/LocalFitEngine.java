package io.descent.fit;

import io.descent.optimize.Control;
import io.descent.optimize.Cores;
import io.descent.optimize.FitOutcome;
import io.descent.optimize.Plan;
import io.descent.optimize.Resumption;
import io.descent.optimize.Trainer;
import io.descent.optimize.TrainingListener;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Runs fits in this process. */
public final class LocalFitEngine implements FitEngine {

    private final Trainer trainer;

    /**
     * Makes an engine.
     *
     * @param nanoClock measures time limits, in nanoseconds
     * @param cores what its fits share
     * @param limits what one of them may take
     */
    public LocalFitEngine(LongSupplier nanoClock, Cores cores, Limits limits) {
        this.trainer = new Trainer(nanoClock, cores, limits.leastSquares());
    }

    @Override
    public FitOutcome run(Plan plan, TrainingListener listener, Control control, @Nullable Resumption resumption) {
        return trainer.train(plan, listener, control, resumption);
    }
}
