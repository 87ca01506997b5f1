package io.descent.optimize;

import io.descent.objective.Objective;
import io.descent.objective.SquaredError;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.solve.LeastSquares;
import io.descent.optimize.solve.QuasiNewton;
import io.descent.optimize.stretch.AbortedException;

/** The minimum of a fit's objective: by {@link LeastSquares} where it applies, else by {@link QuasiNewton}. */
final class Optimum {

    private static final int MOST_ITERATIONS = 1000;

    private Optimum() {}

    /** Returns the minimum; NaN where it was not found, or not before the interrupt. */
    static double of(LocalPlan plan, Interrupt interrupt, LeastSquares.Ceiling ceiling, Team team) {
        if (interrupt.abortsWork()) {
            return Double.NaN;
        }
        Objective objective = plan.objective();
        boolean solvable =
                objective.loss() instanceof SquaredError && objective.penalty().l1() == 0;
        try {
            return solvable && ceiling.allows(objective.data().rows(), objective.shape())
                    ? solved(plan, interrupt, team)
                    : descended(plan, interrupt, team);
        } catch (AbortedException _) {
            return Double.NaN;
        }
    }

    private static double solved(LocalPlan plan, Interrupt interrupt, Team team) {
        Objective objective = plan.objective();
        double[] solution = LeastSquares.solve(
                objective.data(),
                objective.shape(),
                objective.penalty().l2(),
                plan.scaling().rounding(),
                interrupt::abortsWorkOfMany,
                team.sharing(LeastSquares.work(objective.data().rows(), objective.shape())));
        return solution == null ? Double.NaN : objective.value(solution);
    }

    private static double descended(LocalPlan plan, Interrupt interrupt, Team team) {
        Objective objective = plan.objective();
        QuasiNewton solver = new QuasiNewton(
                new FullBatch(objective, team),
                new double[objective.shape().size()],
                Lbfgs.DEFAULT,
                objective.penalty().l1(),
                objective.shape().weights(),
                interrupt::abortIfAsked);
        QuasiNewton.Verdict verdict = solver.begin();
        for (int i = 0; i < MOST_ITERATIONS && verdict == QuasiNewton.Verdict.GOING_ON; i++) {
            verdict = solver.iterate();
        }
        return switch (verdict) {
            case GRADIENT_VANISHED, GAIN_VANISHED, FLAT -> solver.value();
            case GOING_ON, STUCK, NOT_FINITE -> Double.NaN;
        };
    }
}
