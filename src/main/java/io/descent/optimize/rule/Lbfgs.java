package io.descent.optimize.rule;

import io.descent.objective.Loss;
import io.descent.objective.Perceptron;

/**
 * Limited-memory BFGS over all rows, one iteration an epoch, with a line search instead of a learning rate; under
 * an l1 penalty OWL-QN. It ends when it has converged, where SciPy's {@code L-BFGS-B} measures absolutely and this
 * relatively: the gradient against the one at zero parameters, the gain against the objective. A loss with kinks is
 * rounded, ever less; that ends when the duality gap is a millionth of the objective.
 *
 * <p>The constructor throws {@link IllegalArgumentException} unless memory ≥ 1 and the tolerances are in [0, 1).
 *
 * @param memory how many steps stand for the curvature
 * @param gradientTolerance converged once no partial derivative is above this share of the largest at zero
 * @param gainTolerance converged once an iteration lowers the objective by no more than this share of it
 */
public record Lbfgs(int memory, double gradientTolerance, double gainTolerance) implements Optimizer {

    /** The name of this solver. */
    public static final String NAME = "lbfgs";

    /** Converges to nearly all digits that the objective determines. */
    public static final Lbfgs DEFAULT = new Lbfgs(10, 1e-12, 0);

    public Lbfgs {
        if (memory < 1) {
            throw new IllegalArgumentException("the memory holds at least one step");
        }
        if (!(gradientTolerance >= 0 && gradientTolerance < 1 && gainTolerance >= 0 && gainTolerance < 1)) {
            throw new IllegalArgumentException("tolerances are at least 0 and below 1");
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Tells whether it can minimise this loss: the perceptron's minimum is at zero parameters, and says nothing. */
    public static boolean minimises(Loss loss) {
        return !(loss instanceof Perceptron);
    }
}
