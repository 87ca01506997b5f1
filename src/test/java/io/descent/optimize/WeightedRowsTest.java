package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.Sparse;
import io.descent.objective.Penalty;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A row of weight k counts as k copies of it, one of weight 0 as none. */
class WeightedRowsTest {

    static Stream<Arguments> fits() {
        List<Penalty> penalties = List.of(
                new Penalty.None(), new Penalty.L2(0.1), new Penalty.L1(0.05), new Penalty.ElasticNet(0.1, 0.5));
        return penalties.stream()
                .flatMap(penalty -> IntStream.range(0, 16)
                        .mapToObj(bits ->
                                Arguments.of(penalty, (bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0, (bits & 8) > 0)));
    }

    @ParameterizedTest
    @MethodSource("fits")
    void weightsAreCopies(Penalty penalty, boolean logistic, boolean standardized, boolean intercept, boolean sparse) {
        DenseDataset rows = Fits.mostlyZero(24, 6, 9);
        double[] targets = logistic
                ? Arrays.stream(rows.targets()).map(y -> y > 1.5 ? 1 : 0).toArray()
                : rows.targets();
        DenseDataset weighted = Fits.dataset(rows.values(), targets, Fits.weights(24));
        SpecBuilder spec = SpecBuilder.auto()
                .momentum(0.9, 0, true)
                .penalty(penalty)
                .intercept(intercept)
                .epochs(60)
                .evaluated();
        if (logistic) {
            spec.logistic();
        }
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
