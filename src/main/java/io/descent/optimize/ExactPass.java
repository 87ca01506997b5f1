package io.descent.optimize;

import io.descent.data.Parallel;
import io.descent.objective.Objective;
import io.descent.optimize.solve.LeastSquares;

/** Solves least squares outright in one epoch, whose loss is that of the parameters it began with. */
final class ExactPass implements Pass {

    /** What a checkpoint knows it by: never changed. */
    static final String NAME = "exact";

    private final Objective objective;
    private final double[] rounding;
    private final KnownRows known;
    private final FullBatch function;
    private final Team team;
    private final Parallel parallel;
    private final Interrupt interrupt;
    private final Recorder recorder;
    private final double[] gradient;
    private final double[] direction;
    private double lossAtStart;

    ExactPass(LocalPlan plan, Interrupt interrupt, Recorder recorder, Team team) {
        this.objective = plan.objective();
        this.rounding = plan.scaling().rounding();
        this.known = plan.known();
        this.team = team;
        this.function = new FullBatch(objective, team);
        this.parallel = team.sharing(LeastSquares.work(objective.data().rows(), objective.shape()));
        this.interrupt = interrupt;
        this.recorder = recorder;
        this.gradient = new double[objective.shape().size()];
        this.direction = new double[objective.shape().size()];
        recorder.watch(gradient, () -> direction);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public End run(TrainingState state) {
        double[] tallied = recorder.tally().values();
        function.at(state.parameters, gradient);
        lossAtStart = function.loss();
        if (!Double.isFinite(lossAtStart)) {
            return End.NOT_FINITE;
        }
        if (recorder.tallies()) {
            recorder.tally().measureAll(objective, state.parameters, team);
        }
        double[] solution = LeastSquares.solve(
                objective.data(),
                objective.shape(),
                objective.penalty().l2(),
                rounding,
                interrupt::abortsWorkOfMany,
                parallel,
                known::keep);
        if (solution == null) {
            recorder.tally().set(tallied);
            return End.INTERRUPTED;
        }
        for (int j = 0; j < solution.length; j++) {
            direction[j] = state.parameters[j] - solution[j];
            state.parameters[j] = solution[j];
        }
        state.updates++;
        recorder.updated(state);
        return End.CONVERGED;
    }

    @Override
    public double meanLoss() {
        return lossAtStart;
    }

    @Override
    public void save(StateWriter out) {
        // it is done again from its beginning
    }

    @Override
    public void restore(StateReader in, TrainingState state) {
        // nothing was saved
    }
}
