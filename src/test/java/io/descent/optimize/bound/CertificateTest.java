package io.descent.optimize.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.Parallel;
import io.descent.data.ParameterShape;
import io.descent.data.TestData;
import io.descent.objective.AbsoluteError;
import io.descent.objective.Huber;
import io.descent.objective.LinearMargins;
import io.descent.objective.LogLoss;
import io.descent.objective.Loss;
import io.descent.objective.Objective;
import io.descent.objective.Penalty;
import io.descent.objective.Poisson;
import io.descent.objective.SquaredError;
import io.descent.optimize.course.Optimality;
import io.descent.optimize.solve.LeastSquares;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateTest {

    private static DenseDataset data(int rows, int features, boolean classes) {
        Random random = new Random(7);
        double[] values = random.doubles((long) rows * features, -1, 1).toArray();
        double[] targets = IntStream.range(0, rows)
                .mapToDouble(i -> {
                    double noisy = 1 + values[i * features] + 0.5 * random.nextGaussian();
                    return classes ? (noisy > 1 ? 1 : 0) : noisy;
                })
                .toArray();
        List<String> names = IntStream.range(0, features).mapToObj(j -> "x" + j).toList();
        return TestData.dataset(values, names, targets);
    }

    private static Objective objective(Dataset data, Loss loss, Penalty penalty) {
        ParameterShape shape = new ParameterShape(data.features(), 1, true);
        return new Objective(data, loss, penalty, new LinearMargins(data, shape));
    }

    private static Optimality of(Objective objective, double[] point) {
        return Objects.requireNonNull(Certificate.of(objective, point, () -> false));
    }

    private static double[] leastSquares(Objective objective) {
        return Objects.requireNonNull(LeastSquares.solve(
                objective.data(),
                objective.shape(),
                objective.penalty().l2(),
                new double[objective.data().features()],
                () -> false,
                Parallel.ALONE));
    }

    /** Of few parameters by a matrix, of many by conjugate gradients, of many rows by a sample first. */
    @ParameterizedTest
    @CsvSource({"50, 3, 1e-6", "600, 150, 0.2", "50000, 40, 0.1"})
    void theExcessOfSquaredErrorsIsThatAboveLeastSquares(int rows, int features, double precision) {
        Objective objective = objective(data(rows, features, false), new SquaredError(), new Penalty.L2(0.01));
        double[] best = leastSquares(objective);
        double[] point = best.clone();
        for (int j = 0; j < point.length; j++) {
            point[j] += 0.01 * (j % 3 - 1);
        }
        double excess = objective.value(point) - objective.value(best);

        assertThat(of(objective, point).estimatedExcess()).isCloseTo(excess, within(precision * excess));
        assertThat(of(objective, point).reached()).isFalse();
        assertThat(of(objective, best).reached()).isTrue();
        assertThat(of(objective, best).gradientNorm()).isCloseTo(0, within(1e-9));
    }

    @Test
    void anExcessIsNeverMoreThanTheObjectiveIsAboveItsFloor() {
        Dataset data = data(50, 3, false);
        // all errors are far beyond delta, where the loss does not curve
        Objective huber = objective(data, new Huber(1e-3), new Penalty.None());
        double[] far = {5, -3, 2, 1000};

        Optimality found = of(huber, far);

        assertThat(found.estimatedExcess()).isEqualTo(huber.value(far));
        assertThat(found.reached()).isFalse();
    }

    @Test
    void theFloorOfCountsIsTheirOwnMean() {
        Objective counts = objective(
                TestData.dataset(new double[] {1, 2, 3, 4}, List.of("x"), new double[] {10, 0, 30, 17}),
                new Poisson(),
                new Penalty.None());
        double[] far = {0, -30};
        double floor = Arrays.stream(new double[] {10, 30, 17})
                        .map(y -> y - y * Math.log(y))
                        .sum()
                / 4;

        assertThat(of(counts, far).estimatedExcess()).isBetween(10.0, counts.value(far) - floor + 1e-9);
        assertThat(of(counts, far).reached()).isFalse();
    }

    /** At the minimum of absolute errors under no slope: the median. */
    @Test
    void theMinimumOfKinksIsCertifiedAndAPointBesideItIsNot() {
        double[] y = {1, 2, 4, 8, 100};
        Objective absolute =
                objective(TestData.dataset(new double[5], List.of("x"), y), new AbsoluteError(), new Penalty.None());

        Optimality best = of(absolute, new double[] {0, 4});
        Optimality beside = of(absolute, new double[] {0, 4.1});

        assertThat(best.reached()).isTrue();
        assertThat(best.gradientNorm()).isNull();
        assertThat(beside.reached()).isFalse();
        double excess = absolute.value(new double[] {0, 4.1}) - absolute.value(new double[] {0, 4});
        assertThat(beside.estimatedExcess()).isBetween(0.9 * excess, 2 * excess);
    }

    @Test
    void weightsThatAnL1PenaltyHoldsAtZeroDoNotCount() {
        Objective lasso = objective(data(50, 3, true), new LogLoss(), new Penalty.L1(10));
        double share = Arrays.stream(lasso.data().targets()).average().orElseThrow();
        double[] best = {0, 0, 0, Math.log(share / (1 - share))};

        assertThat(of(lasso, best).reached()).isTrue();
        assertThat(of(lasso, new double[] {0.001, 0, 0, best[3]}).reached()).isFalse();
    }

    @Test
    void aPerfectFitHasConverged() {
        DenseDataset line = TestData.dataset(new double[] {1, 2, 3, 4}, List.of("x"), new double[] {3, 5, 7, 9});
        Objective squares = objective(line, new SquaredError(), new Penalty.None());

        assertThat(of(squares, new double[] {2 + 1e-9, 1}).reached()).isTrue();
        assertThat(of(squares, new double[] {2 + 1e-3, 1}).reached()).isFalse();
    }

    @Test
    void itEndsWhenItIsAborted() {
        assertThat(Certificate.of(
                        objective(data(50, 3, false), new SquaredError(), new Penalty.None()),
                        new double[4],
                        () -> true))
                .isNull();
    }
}
