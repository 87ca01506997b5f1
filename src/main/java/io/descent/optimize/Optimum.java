package io.descent.optimize;

import io.descent.objective.Objective;
import io.descent.objective.SquaredError;

/** The minimum of a fit's objective: by {@link LeastSquares} where it applies, else by {@link QuasiNewton}. */
final class Optimum {

    private static final int MOST_ITERATIONS = 1000;

    private Optimum() {}

    static double of(Plan plan) {
        Objective objective = plan.objective();
        Interrupt never = new Interrupt(CancelToken.NEVER, null, () -> 0);
        double l1 = objective.penalty().l1();
        if (objective.loss() instanceof SquaredError && l1 == 0) {
            double[] solution = LeastSquares.solve(
                    objective.data(), objective.shape(), objective.penalty().l2(), never);
            return solution == null ? Double.NaN : objective.value(solution);
        }
        QuasiNewton solver = new QuasiNewton(
                new FullBatch(objective),
                new double[objective.shape().size()],
                Lbfgs.DEFAULT,
                l1,
                objective.shape().weights());
        QuasiNewton.Verdict verdict = solver.begin();
        for (int i = 0; i < MOST_ITERATIONS && verdict == QuasiNewton.Verdict.GOING_ON; i++) {
            verdict = solver.iterate();
        }
        return solver.value();
    }
}
