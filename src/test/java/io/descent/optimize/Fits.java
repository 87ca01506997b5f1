package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.Series;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.spec.FitSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Datasets to fit, and fits of them. */
final class Fits {

    private Fits() {}

    /** Normal features about ±j with a linear response and noise. */
    static DenseDataset regression(int rows, int features, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows * features];
        double[] targets = new double[rows];
        for (int i = 0; i < rows; i++) {
            targets[i] = 1.5 + 0.3 * random.nextGaussian();
            for (int j = 0; j < features; j++) {
                double x = (j % 2 == 0 ? 0.3 : -0.3) * j + random.nextGaussian();
                values[i * features + j] = x;
                targets[i] += (j % 3 - 1) * x / (1 + j);
            }
        }
        return dataset(values, targets, null);
    }

    /** Features of which most are 0, about three to a row, with a linear response and noise. */
    static DenseDataset mostlyZero(int rows, int features, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows * features];
        double[] targets = new double[rows];
        for (int i = 0; i < rows; i++) {
            targets[i] = 1.5 + 0.3 * random.nextGaussian();
            for (int stored = random.nextInt(7); stored > 0; stored--) {
                int j = random.nextInt(features);
                values[i * features + j] = 1 + random.nextGaussian();
                targets[i] += (j % 3 - 1) * values[i * features + j];
            }
        }
        return dataset(values, targets, null);
    }

    /** The same features with classes that a line parts but for some noise. */
    static DenseDataset classification(int rows, int features, long seed) {
        DenseDataset data = regression(rows, features, seed);
        double[] classes =
                Arrays.stream(data.targets()).map(y -> y > 1.5 ? 1 : 0).toArray();
        return dataset(data.values(), classes, null);
    }

    static DenseDataset weighted(DenseDataset data, double... weights) {
        return dataset(data.values(), data.targets(), weights);
    }

    /** Weights 0, 1, 2, 3, 0, 1, … */
    static double[] weights(int rows) {
        return IntStream.range(0, rows).mapToDouble(i -> i % 4).toArray();
    }

    /** Each row as many times as its weight says. */
    static DenseDataset repeated(DenseDataset data) {
        double[] weights = Objects.requireNonNull(data.weights());
        int d = data.features();
        int[] copies = IntStream.range(0, data.rows())
                .flatMap(i -> IntStream.generate(() -> i).limit((long) weights[i]))
                .toArray();
        double[] values = Arrays.stream(copies)
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(data.values(), i * d, i * d + d))
                .toArray();
        return dataset(
                values,
                Arrays.stream(copies).mapToDouble(i -> data.targets()[i]).toArray(),
                null);
    }

    // javac writes no type annotations on the parameters of a record's constructor
    @SuppressWarnings("NullAway")
    static DenseDataset dataset(double[] values, double[] targets, double @Nullable [] weights) {
        List<String> names = IntStream.range(0, values.length / targets.length)
                .mapToObj(j -> "x" + j)
                .toList();
        return new DenseDataset(values, names, targets, weights);
    }

    static LocalPlan plan(FitSpec spec, Dataset data) {
        return plan(spec, data, null);
    }

    static LocalPlan plan(FitSpec spec, Dataset data, @Nullable Dataset validation) {
        return LocalPlan.of(new Trainer(() -> 0), spec, data, validation);
    }

    static FitOutcome train(SpecBuilder spec, Dataset data) {
        return new Trainer(() -> 0).train(plan(spec.build(), data), TrainingListener.NONE, Control.GO_ON_ALWAYS, null);
    }

    static FitOutcome.Fitted fitted(SpecBuilder spec, Dataset data) {
        return fitted(train(spec, data));
    }

    private static FitOutcome.Fitted fitted(FitOutcome outcome) {
        assertThat(outcome).isInstanceOf(FitOutcome.Fitted.class);
        return (FitOutcome.Fitted) outcome;
    }

    static FitOutcome train(SpecBuilder spec, DenseDataset data, DenseDataset validation, LongSupplier nanoClock) {
        return new Trainer(nanoClock)
                .train(plan(spec.build(), data, validation), TrainingListener.NONE, Control.GO_ON_ALWAYS, null);
    }

    /** A clock that moves on by a second each time somebody looks. */
    static LongSupplier secondsPerLook() {
        AtomicLong clock = new AtomicLong(-5_000_000_000L);
        return () -> clock.addAndGet(1_000_000_000);
    }

    static FitOutcome.Fitted fitted(SpecBuilder spec, DenseDataset data, DenseDataset validation) {
        return fitted(train(spec, data, validation, () -> 0));
    }

    static FitOutcome.Diverged diverged(SpecBuilder spec, Dataset data) {
        FitOutcome outcome = train(spec, data);
        assertThat(outcome).isInstanceOf(FitOutcome.Diverged.class);
        return (FitOutcome.Diverged) outcome;
    }

    static double[][] params(FitOutcome outcome) {
        return Objects.requireNonNull(outcome.history().vectors(HistorySpec.Include.PARAMS));
    }

    static double[] valLoss(FitOutcome outcome) {
        return Objects.requireNonNull(outcome.history().series(Series.VAL_LOSS));
    }

    static double[][] gradients(FitOutcome outcome) {
        return Objects.requireNonNull(outcome.history().vectors(HistorySpec.Include.GRADIENT));
    }

    static double[][] directions(FitOutcome outcome) {
        return Objects.requireNonNull(outcome.history().vectors(HistorySpec.Include.DIRECTION));
    }

    /** Returns the weighted mean of the squared errors of parameters. */
    static double meanSquaredError(double[] params, DenseDataset data) {
        double sum = 0;
        double total = 0;
        for (int i : IntStream.range(0, data.rows()).toArray()) {
            double error = margin(params, data, i) - data.targets()[i];
            sum += data.weight(i) * error * error;
            total += data.weight(i);
        }
        return sum / total;
    }

    /** Returns what parameters make of a row. */
    static double margin(double[] params, DenseDataset data, int row) {
        int d = data.features();
        double margin = params.length > d ? params[d] : 0;
        for (int j = 0; j < d; j++) {
            margin += params[j] * data.values()[row * d + j];
        }
        return margin;
    }

    /** Every number of an outcome is finite. */
    static void assertFinite(FitOutcome outcome) {
        History history = outcome.history();
        Stream.concat(
                        Arrays.stream(history.values()),
                        Arrays.stream(history.vectors()).flatMap(Arrays::stream))
                .forEach(series -> assertThat(Arrays.stream(series)).allMatch(Double::isFinite));
        switch (outcome) {
            case FitOutcome.Fitted fitted -> {
                assertThat(Arrays.stream(fitted.parameters())).allMatch(Double::isFinite);
                assertThat(fitted.loss()).isFinite();
                assertThat(fitted.objective()).isFinite();
            }
            case FitOutcome.Diverged diverged -> {
                assertThat(diverged.learningRate()).isFinite().isPositive();
                assertThat(diverged.largestStableRate()).isFinite().isPositive();
            }
            case FitOutcome.Cancelled _, FitOutcome.HandedBack _ -> {}
        }
    }

    /** Every bit of two outcomes is the same. */
    static void assertSame(FitOutcome one, FitOutcome other) {
        assertThat(one)
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(other);
    }
}
