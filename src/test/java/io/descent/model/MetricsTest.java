package io.descent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.Classes;
import io.descent.data.DenseDataset;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

    /** The example of scikit-learn's {@code mean_squared_error}, {@code mean_absolute_error} and {@code r2_score}. */
    @Test
    void aRegressionIsMeasuredAsByScikitLearn() {
        Metrics.Regression metrics = regression(new double[] {2.5, 0.0, 2, 8}, new double[] {3, -0.5, 2, 7}, null);

        assertThat(metrics.mse()).isEqualTo(0.375);
        assertThat(metrics.rmse()).isCloseTo(0.6123724356957945, within(1e-15));
        assertThat(metrics.mae()).isEqualTo(0.5);
        assertThat(metrics.r2()).isCloseTo(0.9486081370449679, within(1e-15));
    }

    @Test
    void aRegressionOfWeightsIsMeasuredByHand() {
        // errors 1, −2, 0 with weights 3, 1, 4; mean of y (0·3 + 4·1 + 3·4) / 8 = 2, variance (12 + 4 + 4) / 8
        Metrics.Regression metrics = regression(new double[] {1, 2, 3}, new double[] {0, 4, 3}, new double[] {3, 1, 4});

        assertThat(metrics.mse()).isCloseTo(7 / 8.0, within(1e-15));
        assertThat(metrics.mae()).isCloseTo(5 / 8.0, within(1e-15));
        assertThat(metrics.r2()).isCloseTo(1 - 7 / 20.0, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000, 100_000})
    void aConstantTargetHasNoR2HoweverManyRowsThereAre(int rows) {
        double[] y = new double[rows];
        Arrays.fill(y, 0.1);
        double[] predictions = new double[rows];

        assertThat(regression(predictions, y, null).r2()).isNaN();
        assertThat(regression(predictions, y, null).mse()).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void aSmallVarianceAboutALargeMeanHasAnR2() {
        Metrics.Regression metrics = regression(
                new double[] {1e9 + 0.5, 1e9 + 0.5, 1e9 + 2.5, 1e9 + 2.5},
                new double[] {1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3},
                null);

        assertThat(metrics.r2()).isCloseTo(0.8, within(1e-12));
    }

    /** The example of scikit-learn's {@code roc_auc_score}. */
    @Test
    void theAucIsThatOfScikitLearn() {
        assertThat(classes(new double[] {0.1, 0.4, 0.35, 0.8}, new double[] {0, 0, 1, 1}, null)
                        .auc())
                .isEqualTo(0.75);
    }

    /** The examples of scikit-learn's {@code log_loss} and {@code brier_score_loss}. */
    @Test
    void logLossAndBrierScoreAreThoseOfScikitLearn() {
        double[] probabilities = {0.9, 0.1, 0.2, 0.65};
        double[] margins =
                Arrays.stream(probabilities).map(p -> Math.log(p / (1 - p))).toArray();
        double[] others = Arrays.stream(new double[] {0.1, 0.9, 0.8, 0.3})
                .map(p -> Math.log(p / (1 - p)))
                .toArray();

        assertThat(classes(margins, new double[] {1, 0, 0, 1}, null).logLoss())
                .isCloseTo(0.21616187468057912, within(1e-15));
        assertThat(classes(others, new double[] {0, 1, 1, 0}, null).brier()).isCloseTo(0.0375, within(1e-15));
    }

    @Test
    void theConfusionMatrixHasTheTruthInItsRows() {
        Metrics.TwoClasses metrics = classes(new double[] {-1, 2, 3, -4, 5, 0}, new double[] {0, 0, 1, 1, 1, 1}, null);

        assertThat(metrics.confusion()).isDeepEqualTo(new double[][] {{1, 1}, {2, 2}});
        assertThat(metrics.accuracy()).isEqualTo(0.5);
    }

    @Test
    void aTieGoesToTheFirstClass() {
        Metrics.TwoClasses metrics = classes(new double[] {0, -0.0}, new double[] {0, 1}, null);

        assertThat(metrics.confusion()).isDeepEqualTo(new double[][] {{1, 0}, {1, 0}});
        assertThat(metrics.auc()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theAucCountsEveryPairByItsWeight(long seed) {
        Random random = new Random(seed);
        int n = 60;
        double[] margins =
                IntStream.range(0, n).mapToDouble(_ -> random.nextInt(15) - 7).toArray();
        double[] y = IntStream.range(0, n).mapToDouble(_ -> random.nextInt(2)).toArray();
        double[] weights =
                IntStream.range(0, n).mapToDouble(_ -> random.nextInt(4) * 0.75).toArray();
        double won = 0;
        double pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (y[i] == 1 && y[j] == 0) {
                    double pair = weights[i] * weights[j];
                    pairs += pair;
                    won += margins[i] > margins[j] ? pair : margins[i] == margins[j] ? pair / 2 : 0;
                }
            }
        }

        assertThat(classes(margins, y, weights).auc()).isCloseTo(won / pairs, within(1e-14));
    }

    @Test
    void theAucOfOneClassIsNotANumber() {
        assertThat(classes(new double[] {1, 2}, new double[] {1, 1}, null).auc())
                .isNaN();
        assertThat(classes(new double[] {1, 2}, new double[] {0, 1}, new double[] {1, 0})
                        .auc())
                .isNaN();
    }

    @Test
    void extremeMarginsDoNotOverflow() {
        Metrics.TwoClasses metrics = classes(new double[] {1000, -1000, 1000, -1000}, new double[] {1, 0, 0, 1}, null);

        assertThat(metrics.logLoss()).isEqualTo(500);
        assertThat(metrics.brier()).isEqualTo(0.5);
    }

    @Test
    void aMarginThatIsNotANumberEndsInAnAnswer() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatCode(
                                () -> classes(new double[] {Double.NaN, 1, Double.NaN}, new double[] {0, 1, 1}, null))
                        .doesNotThrowAnyException());
    }

    @Test
    void aRowOfWeightKCountsAsKCopies() {
        Random random = new Random(4);
        int n = 40;
        double[] margins = IntStream.range(0, n)
                .mapToDouble(_ -> Math.round(2 * random.nextGaussian()))
                .toArray();
        double[] y = IntStream.range(0, n).mapToDouble(_ -> random.nextInt(2)).toArray();
        double[] weights = IntStream.range(0, n).mapToDouble(i -> i % 4).toArray();
        int[] copies = IntStream.range(0, n)
                .flatMap(i -> IntStream.generate(() -> i).limit(i % 4))
                .toArray();
        double[] manyMargins =
                Arrays.stream(copies).mapToDouble(i -> margins[i]).toArray();
        double[] manyY = Arrays.stream(copies).mapToDouble(i -> y[i]).toArray();

        assertThat(classes(margins, y, weights))
                .usingRecursiveComparison()
                .withComparatorForType((a, b) -> Math.abs(a - b) <= 1e-12 ? 0 : Double.compare(a, b), Double.class)
                .isEqualTo(classes(manyMargins, manyY, null));
        assertThat(regression(margins, y, weights))
                .usingRecursiveComparison()
                .withComparatorForType((a, b) -> Math.abs(a - b) <= 1e-12 ? 0 : Double.compare(a, b), Double.class)
                .isEqualTo(regression(manyMargins, manyY, null));
    }

    /** The model is the identity, so that its margins are the feature. */
    private static Metrics.Regression regression(double[] predictions, double[] y, double @Nullable [] weights) {
        LinearModel model = new LinearModel(ModelType.LINEAR, List.of("x0"), new double[] {1}, new double[] {0}, null);
        return (Metrics.Regression) Metrics.of(model, data(predictions, y, weights));
    }

    private static Metrics.TwoClasses classes(double[] margins, double[] y, double @Nullable [] weights) {
        Classes classes = new Classes(List.of(false, true));
        LinearModel model =
                new LinearModel(ModelType.LOGISTIC, List.of("x0"), new double[] {1}, new double[] {0}, classes);
        return (Metrics.TwoClasses) Metrics.of(model, data(margins, y, weights));
    }

    // javac writes no type annotations on the parameters of a record's constructor
    @SuppressWarnings("NullAway")
    private static DenseDataset data(double[] x, double[] y, double @Nullable [] weights) {
        return new DenseDataset(x, List.of("x0"), y, weights);
    }
}
