package io.descent.optimize;

import io.descent.objective.Objective;
import org.jspecify.annotations.Nullable;

/** One iteration of L-BFGS an epoch; the rate that is told is the step the line search took. */
final class LbfgsPass implements Pass {

    private final Lbfgs settings;
    private final Objective objective;
    private final FullBatch function;
    private final Interrupt interrupt;
    private final Recorder recorder;
    private @Nullable QuasiNewton solver;
    private double lossAtStart;
    private double lossReached;

    LbfgsPass(Lbfgs settings, Objective objective, Interrupt interrupt, Recorder recorder) {
        this.settings = settings;
        this.objective = objective;
        this.function = new FullBatch(objective);
        this.interrupt = interrupt;
        this.recorder = recorder;
    }

    @Override
    public End run(TrainingState state) {
        QuasiNewton minimiser = solver;
        QuasiNewton.Verdict verdict = QuasiNewton.Verdict.GOING_ON;
        if (minimiser == null) {
            minimiser = new QuasiNewton(
                    function,
                    state.parameters,
                    settings,
                    objective.penalty().l1(),
                    objective.shape().weights());
            solver = minimiser;
            verdict = minimiser.begin();
            lossReached = function.loss();
            recorder.watch(minimiser.gradientBefore(), minimiser::direction);
        }
        lossAtStart = lossReached;
        if (verdict == QuasiNewton.Verdict.NOT_FINITE) {
            return End.NOT_FINITE;
        }
        if (interrupt.raised()) {
            return End.INTERRUPTED;
        }
        if (recorder.tallies()) {
            function.measure(state.parameters, recorder.tally());
        }
        if (verdict == QuasiNewton.Verdict.GOING_ON) {
            verdict = minimiser.iterate();
        }
        lossReached = function.loss();
        state.updates++;
        state.learningRate = minimiser.step() > 0 ? minimiser.step() : state.learningRate;
        recorder.updated(state);
        return switch (verdict) {
            case GOING_ON -> End.COMPLETE;
            case GRADIENT_VANISHED, GAIN_VANISHED, FLAT -> End.CONVERGED;
            case STUCK -> End.STALLED;
            case NOT_FINITE -> End.NOT_FINITE;
        };
    }

    @Override
    public double meanLoss() {
        return lossAtStart;
    }
}
