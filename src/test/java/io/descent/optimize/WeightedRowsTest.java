package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.Sparse;
import io.descent.model.ModelType;
import io.descent.objective.AbsoluteError;
import io.descent.objective.EpsilonInsensitive;
import io.descent.objective.Hinge;
import io.descent.objective.Huber;
import io.descent.objective.LogLoss;
import io.descent.objective.Loss;
import io.descent.objective.ModifiedHuber;
import io.descent.objective.Penalty;
import io.descent.objective.Perceptron;
import io.descent.objective.Poisson;
import io.descent.objective.Quantile;
import io.descent.objective.SoftmaxLoss;
import io.descent.objective.SquaredEpsilonInsensitive;
import io.descent.objective.SquaredError;
import io.descent.objective.SquaredHinge;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.spec.Init;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A row of weight k counts as k copies of it, one of weight 0 as none. */
class WeightedRowsTest {

    private record Model(ModelType type, Loss loss) {}

    private static final List<Model> MODELS = List.of(
            new Model(ModelType.LINEAR, new SquaredError()),
            new Model(ModelType.LINEAR, new AbsoluteError()),
            new Model(ModelType.LINEAR, new Huber(1.35)),
            new Model(ModelType.LINEAR, new Quantile(0.3)),
            new Model(ModelType.LINEAR, new EpsilonInsensitive(0.1)),
            new Model(ModelType.LINEAR, new SquaredEpsilonInsensitive(0.1)),
            new Model(ModelType.LOGISTIC, new LogLoss()),
            new Model(ModelType.SOFTMAX, new SoftmaxLoss()),
            new Model(ModelType.SVM, new Hinge()),
            new Model(ModelType.SVM, new SquaredHinge()),
            new Model(ModelType.SVM, new ModifiedHuber()),
            new Model(ModelType.SVM, new Perceptron()),
            new Model(ModelType.POISSON, new Poisson()));

    private static final List<Penalty> PENALTIES =
            List.of(new Penalty.None(), new Penalty.L2(0.1), new Penalty.L1(0.05), new Penalty.ElasticNet(0.1, 0.5));

    static Stream<Arguments> fits() {
        return MODELS.stream()
                .flatMap(model -> PENALTIES.stream()
                        .flatMap(penalty -> IntStream.range(0, 8)
                                .mapToObj(bits -> Arguments.of(
                                        model.type(),
                                        model.loss(),
                                        penalty,
                                        (bits & 1) > 0,
                                        (bits & 2) > 0,
                                        (bits & 4) > 0))));
    }

    @ParameterizedTest
    @MethodSource("fits")
    void weightsAreCopies(
            ModelType model, Loss loss, Penalty penalty, boolean standardized, boolean intercept, boolean sparse) {
        DenseDataset rows = Fits.mostlyZero(24, 6, 9);
        double[] targets = Arrays.stream(rows.targets())
                .map(y -> switch (model) {
                    case LINEAR -> y;
                    case LOGISTIC, SVM -> y > 1.5 ? 1 : 0;
                    case SOFTMAX -> y > 2 ? 2 : y > 1 ? 1 : 0;
                    case POISSON -> Math.max(Math.rint(y), 0);
                })
                .toArray();
        DenseDataset weighted = Fits.dataset(rows.values(), targets, Fits.weights(24));
        SpecBuilder spec = SpecBuilder.auto()
                .model(model, loss)
                .penalty(penalty)
                .intercept(intercept)
                .init(new Init.Uniform(-1, 1))
                .epochs(40)
                .evaluated();
        if (standardized) {
            spec.standardize();
        }

        FitOutcome.Fitted one = Fits.fitted(spec, form(weighted, sparse));
        FitOutcome.Fitted other = Fits.fitted(spec, form(Fits.repeated(weighted), sparse));

        assertThat(one.parameters()).containsExactly(other.parameters(), within(1e-9));
        assertThat(one.loss()).isEqualTo(other.loss(), within(1e-9));
        assertThat(one.objective()).isEqualTo(other.objective(), within(1e-9));
        assertThat(one.history().loss()).containsExactly(other.history().loss(), within(1e-9));
    }

    private static Dataset form(DenseDataset data, boolean sparse) {
        return sparse ? Sparse.of(data) : data;
    }
}
