package io.descent.optimize;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The training loop. Each call is a fit of its own; calls may run at the same time. */
public final class Trainer {

    private final LongSupplier nanoClock;
    private final Cores cores;
    private final LeastSquares.Ceiling ceiling;

    /** Makes a trainer of fits of one thread, which measures time limits with this clock, in nanoseconds. */
    public Trainer(LongSupplier nanoClock) {
        this(nanoClock, Cores.of(1));
    }

    /** Makes a trainer whose fits share these cores. */
    public Trainer(LongSupplier nanoClock, Cores cores) {
        this(nanoClock, cores, LeastSquares.Ceiling.NONE);
    }

    /** Makes a trainer whose fits share these cores, and find their minima outright up to this ceiling. */
    public Trainer(LongSupplier nanoClock, Cores cores, LeastSquares.Ceiling ceiling) {
        this.nanoClock = nanoClock;
        this.cores = cores;
        this.ceiling = ceiling;
    }

    /** Runs a fit to its end. */
    public FitOutcome train(Plan plan, TrainingListener listener, Control control) {
        return train(plan, listener, control, null);
    }

    /**
     * Runs a fit to its end, or until it is handed back.
     *
     * @param resumption where it goes on; null where it begins
     * @throws UnusableCheckpointException if the fit cannot go on from there; nothing was done then
     */
    public FitOutcome train(Plan plan, TrainingListener listener, Control control, @Nullable Resumption resumption) {
        Interrupt interrupt = new Interrupt(control, plan.spec().stopping().timeLimitSeconds(), nanoClock);
        try (Team team = new Team(cores)) {
            Training training = new Training(plan, listener, interrupt, ceiling, team);
            if (resumption != null) {
                training.resume(resumption);
            }
            return training.toTheEnd();
        }
    }
}
