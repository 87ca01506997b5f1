package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.Dataset;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.EpochRecord;
import io.descent.optimize.course.History;
import io.descent.optimize.course.HistorySpec.Include;
import io.descent.optimize.course.HistorySpec.Unit;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.course.Series;
import io.descent.optimize.course.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A history told in parts is the whole. */
class HistoryPartsTest {

    private static final Dataset DATA = Fits.classification(40, 3, 5);
    private static final Dataset OTHER = Fits.classification(30, 3, 6);

    static Stream<SpecBuilder> specs() {
        return Stream.of(
                SpecBuilder.sgd(0.1).logistic(),
                SpecBuilder.sgd(0.1).logistic().evaluated(),
                SpecBuilder.sgd(0.1)
                        .logistic()
                        .every(1, Unit.EPOCH, Include.values())
                        .metrics(RunningMetric.ACCURACY, RunningMetric.BATCH_SSE)
                        .evaluated(),
                SpecBuilder.sgd(0.1)
                        .logistic()
                        .batch(10)
                        .every(3, Unit.UPDATE, Include.PARAMS)
                        .metrics(RunningMetric.ACCURACY));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void partsOfAHistoryAreTheWhole(SpecBuilder spec) {
        LocalPlan plan = Fits.plan(spec.build(), DATA, OTHER);
        List<EpochRecord> records = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void recorded(EpochRecord record) {
                records.add(record);
            }
        };
        History whole = new Trainer(() -> 0)
                .train(plan, listener, Control.GO_ON_ALWAYS, null)
                .history();

        assertThat(records).hasSize(whole.size());
        for (int from = 0; from <= whole.size(); from++) {
            History head = History.of(plan.columns(), Double.NaN, records.subList(0, from));
            assertThat(whole.slice(from).size()).isEqualTo(whole.size() - from);
            assertSame(History.concat(List.of(History.NONE, head, whole.slice(from))), whole);
        }
    }

    private static void assertSame(History one, History other) {
        assertThat(one)
                .usingRecursiveComparison()
                .ignoringFields("optimum")
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(other);
        assertThat(one.series(Series.EXCESS_LOSS)).isEqualTo(other.series(Series.EXCESS_LOSS));
    }

    @Test
    void aSliceHasTheExcessLossesOfTheWhole() {
        SpecBuilder spec = SpecBuilder.sgd(0.1).every(1, Unit.EPOCH, Include.EXCESS_LOSS);
        History whole = Fits.fitted(spec, DATA).history();

        double[] excess = Objects.requireNonNull(whole.series(Series.EXCESS_LOSS));
        assertThat(excess).hasSize(10);
        assertThat(excess[9]).isPositive();
        assertThat(whole.slice(4).series(Series.EXCESS_LOSS)).containsExactly(Arrays.copyOfRange(excess, 4, 10));
        assertThat(whole.series(Series.OBJECTIVE)).as("which nobody asked for").isNull();
    }

    @Test
    void nothingIsNoHistory() {
        assertThat(History.concat(List.of())).isSameAs(History.NONE);
        assertThat(History.concat(List.of(History.NONE, History.NONE)).size()).isZero();
        assertThat(History.NONE.series(Series.EXCESS_LOSS)).isNull();
    }
}
