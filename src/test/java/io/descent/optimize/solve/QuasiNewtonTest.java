package io.descent.optimize.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.optimize.rule.Lbfgs;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuasiNewtonTest {

    private static QuasiNewton.Verdict run(QuasiNewton solver, int iterations) {
        QuasiNewton.Verdict verdict = solver.begin();
        for (int i = 0; i < iterations && verdict == QuasiNewton.Verdict.GOING_ON; i++) {
            verdict = solver.iterate();
        }
        return verdict;
    }

    private static double rosenbrock(double[] x, double[] gradient) {
        double across = x[1] - x[0] * x[0];
        gradient[0] = -400 * x[0] * across - 2 * (1 - x[0]);
        gradient[1] = 200 * across;
        return 100 * across * across + (1 - x[0]) * (1 - x[0]);
    }

    /** ½·Σ cⱼ·(xⱼ − tⱼ)². */
    private static Differentiable bowl(double[] curvature, double[] bottom) {
        return (x, gradient) -> {
            double value = 0;
            for (int j = 0; j < x.length; j++) {
                gradient[j] = curvature[j] * (x[j] - bottom[j]);
                value += 0.5 * gradient[j] * (x[j] - bottom[j]);
            }
            return value;
        };
    }

    @Test
    void theBottomOfRosenbrocksValleyIsFound() {
        double[] x = {-1.2, 1};
        QuasiNewton solver = new QuasiNewton(QuasiNewtonTest::rosenbrock, x, Lbfgs.DEFAULT, 0, 0);

        assertThat(run(solver, 60)).isEqualTo(QuasiNewton.Verdict.GRADIENT_VANISHED);

        assertThat(x[0]).isCloseTo(1, within(1e-9));
        assertThat(x[1]).isCloseTo(1, within(1e-9));
    }

    @Test
    void aBowlTenThousandTimesSteeperAlongOneAxisIsNoTrouble() {
        Random random = new Random(3);
        double[] curvature = new double[30];
        java.util.Arrays.setAll(curvature, j -> Math.pow(10, 4.0 * j / 29));
        double[] bottom = random.doubles(30, -2, 2).toArray();
        double[] x = new double[30];

        run(new QuasiNewton(bowl(curvature, bottom), x, Lbfgs.DEFAULT, 0, 0), 1000);

        assertThat(x).containsExactly(bottom, within(1e-5));
    }

    @Test
    void underL1ABowlEndsAtTheShrunkenBottomWithExactZeros() {
        double[] curvature = {1, 2, 4, 1, 5};
        double[] bottom = {3, -0.2, 0.1, -4, 0.01};
        double[] x = {-1, 1, 0, 0, 9};

        QuasiNewton.Verdict verdict = run(new QuasiNewton(bowl(curvature, bottom), x, Lbfgs.DEFAULT, 0.5, 4), 100);

        assertThat(verdict).isEqualTo(QuasiNewton.Verdict.GRADIENT_VANISHED);
        assertThat(x[0]).isCloseTo(2.5, within(1e-10));
        assertThat(x[1]).isZero();
        assertThat(x[2]).isZero();
        assertThat(x[3]).isCloseTo(-3.5, within(1e-10));
        assertThat(x[4]).as("not under the penalty").isCloseTo(0.01, within(1e-10));
    }

    @Test
    void oneStepOfABowlOfOneCurvatureHitsTheBottom() {
        double[] bottom = {3, -4};
        double[] x = {0, 0};
        QuasiNewton solver = new QuasiNewton(bowl(new double[] {2, 2}, bottom), x, Lbfgs.DEFAULT, 0, 0);
        solver.begin();

        solver.iterate();
        solver.iterate();

        assertThat(x).containsExactly(bottom, within(1e-12));
    }

    @Test
    void theTwoLoopsMultiplyByTheMatrixOfTheBfgsFormula() {
        // H₁ = (I − ρ·s·yᵀ)·γ·(I − ρ·y·sᵀ) + ρ·s·sᵀ with s = (1, 2), y = (3, 1): ρ = 1/5, γ = 5/10
        LbfgsMemory memory = new LbfgsMemory(5, 2);
        memory.add(new double[] {0, 0}, new double[] {1, 2}, new double[] {1, 1}, new double[] {4, 2});
        double[] vector = {1, -1};

        memory.apply(vector);

        // by hand: v = (1, −1); a = ρ·s·v = −0.2; q = v − a·y = (1.6, −0.8); r = γ·q = (0.8, −0.4);
        // b = ρ·y·r = 0.4; r + (a − b)·s = (0.8 − 0.6, −0.4 − 1.2)
        assertThat(vector).containsExactly(new double[] {0.2, -1.6}, within(1e-15));
    }

    @Test
    void aStepAlongWhichTheFunctionBendsDownIsNotRemembered() {
        LbfgsMemory memory = new LbfgsMemory(5, 1);

        memory.add(new double[] {0}, new double[] {1}, new double[] {1}, new double[] {0.5});

        assertThat(memory.empty()).isTrue();
    }

    @Test
    void aFunctionThatIsNotFiniteIsTold() {
        Differentiable broken = (x, gradient) -> Double.NaN;

        assertThat(new QuasiNewton(broken, new double[] {1}, Lbfgs.DEFAULT, 0, 0).begin())
                .isEqualTo(QuasiNewton.Verdict.NOT_FINITE);
    }

    @Test
    void aGradientThatPromisesWhatTheFunctionDoesNotKeepIsNoConvergence() {
        Differentiable liar = (x, gradient) -> {
            gradient[0] = -1;
            return x[0];
        };

        assertThat(run(new QuasiNewton(liar, new double[] {2}, Lbfgs.DEFAULT, 0, 0), 100))
                .isEqualTo(QuasiNewton.Verdict.STUCK);
    }

    @Test
    void underL1TooAPromiseThatIsNotKeptIsNoConvergence() {
        Differentiable liar = (x, gradient) -> {
            gradient[0] = -1;
            return x[0];
        };

        assertThat(run(new QuasiNewton(liar, new double[] {2}, Lbfgs.DEFAULT, 0.5, 1), 100))
                .isEqualTo(QuasiNewton.Verdict.STUCK);
    }

    @Test
    void aGradientOfRoundingErrorsHasConverged() {
        Differentiable rounded = (x, gradient) -> {
            double across = x[0] - 3;
            gradient[0] = across + Math.copySign(1e-10, across);
            return 1 + 0.5 * across * across;
        };
        double[] x = {0};

        assertThat(run(new QuasiNewton(rounded, x, Lbfgs.DEFAULT, 0, 0), 100)).isEqualTo(QuasiNewton.Verdict.FLAT);
        assertThat(x[0]).isCloseTo(3, within(1e-7));
    }

    @Test
    void aFlatFunctionHasConvergedWhereItBegins() {
        Differentiable flat = (x, gradient) -> {
            gradient[0] = 0;
            return 5;
        };

        assertThat(new QuasiNewton(flat, new double[] {1}, Lbfgs.DEFAULT, 0, 0).begin())
                .isEqualTo(QuasiNewton.Verdict.GRADIENT_VANISHED);
    }
}
