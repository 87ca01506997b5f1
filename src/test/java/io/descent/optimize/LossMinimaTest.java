package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.DenseDataset;
import io.descent.model.ModelType;
import io.descent.objective.AbsoluteError;
import io.descent.objective.EpsilonInsensitive;
import io.descent.objective.Hinge;
import io.descent.objective.Huber;
import io.descent.objective.LogLoss;
import io.descent.objective.Losses;
import io.descent.objective.MarginLoss;
import io.descent.objective.ModifiedHuber;
import io.descent.objective.Perceptron;
import io.descent.objective.Poisson;
import io.descent.objective.Quantile;
import io.descent.objective.SoftmaxLoss;
import io.descent.objective.SquaredEpsilonInsensitive;
import io.descent.objective.SquaredError;
import io.descent.objective.SquaredHinge;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.spec.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** With nothing but an intercept, the minimum of each loss can be found by looking for it; a fit ends there. */
class LossMinimaTest {

    private static final double[] NUMBERS = {-3, 1, 2, 2.5, 4, 40};
    private static final double[] CLASSES = {1, 1, 1, 0, 1, 0, 1};
    private static final double[] COUNTS = {0, 3, 1, 7, 2, 0};

    record Row(ModelType model, MarginLoss loss, double[] targets) {}

    static final List<Row> TABLE = List.of(
            new Row(ModelType.LINEAR, new SquaredError(), NUMBERS),
            new Row(ModelType.LINEAR, new AbsoluteError(), NUMBERS),
            new Row(ModelType.LINEAR, new Huber(1.35), NUMBERS),
            new Row(ModelType.LINEAR, new Quantile(0.8), NUMBERS),
            new Row(ModelType.LINEAR, new Quantile(0.1), NUMBERS),
            new Row(ModelType.LINEAR, new EpsilonInsensitive(0.3), NUMBERS),
            new Row(ModelType.LINEAR, new SquaredEpsilonInsensitive(3), NUMBERS),
            new Row(ModelType.LOGISTIC, new LogLoss(), CLASSES),
            new Row(ModelType.SVM, new Hinge(), CLASSES),
            new Row(ModelType.SVM, new SquaredHinge(), CLASSES),
            new Row(ModelType.SVM, new ModifiedHuber(), CLASSES),
            new Row(ModelType.SVM, new Perceptron(), CLASSES),
            new Row(ModelType.POISSON, new Poisson(), COUNTS));

    @Test
    void everyLossStandsInTheTable() {
        Stream<Class<?>> tested =
                TABLE.stream().<Class<?>>map(row -> row.loss().getClass()).distinct();

        assertThat(tested).containsExactlyInAnyOrderElementsOf(Losses.ofFits());
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void aFitEndsAtTheMinimum(Row row) {
        DenseDataset data = Fits.dataset(new double[row.targets.length], row.targets, null);
        boolean kinked = row.loss.kinked();
        SpecBuilder spec = SpecBuilder.auto()
                .model(row.model, row.loss)
                .epochs(3000)
                .schedule(kinked ? new Schedule.InverseScaling(0.75) : new Schedule.Constant());

        double loss = Fits.fitted(spec, data).loss();

        double least = least(row);
        assertThat(loss).isBetween(least - 1e-9, least + (kinked ? 0.01 * (1 + least) : 1e-9 * (1 + Math.abs(least))));
    }

    /** Golden sections of an interval that holds the minimum of a convex function. */
    private static double least(Row row) {
        double low = -50;
        double high = 50;
        for (int i = 0; i < 200; i++) {
            double third = (high - low) / 3;
            if (mean(row, low + third) < mean(row, high - third)) {
                high -= third;
            } else {
                low += third;
            }
        }
        return mean(row, (low + high) / 2);
    }

    private static double mean(Row row, double margin) {
        return Arrays.stream(row.targets)
                .map(y -> row.loss.value(margin, y))
                .average()
                .orElseThrow();
    }

    @Test
    void softmaxEndsAtTheSharesOfTheClasses() {
        double[] targets = {0, 1, 1, 2, 2, 2, 2, 1};
        DenseDataset data = Fits.dataset(new double[targets.length], targets, null);

        FitOutcome.Fitted fitted = Fits.fitted(
                SpecBuilder.auto().model(ModelType.SOFTMAX, new SoftmaxLoss()).epochs(2000), data);

        // the entropy of 1/8, 3/8, 4/8
        double entropy = Math.log(8) / 8 + 3 * Math.log(8.0 / 3) / 8 + Math.log(2) / 2;
        assertThat(fitted.loss()).isBetween(entropy - 1e-12, entropy + 1e-9);
        double[] p = fitted.parameters();
        assertThat(p).hasSize(6);
        assertThat(Math.exp(p[4] - p[3])).isBetween(2.9999, 3.0001);
        assertThat(Math.exp(p[5] - p[3])).isBetween(3.9999, 4.0001);
    }
}
