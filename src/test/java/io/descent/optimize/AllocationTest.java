package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.descent.data.Dataset;
import io.descent.data.Mapped;
import io.descent.data.Sparse;
import io.descent.objective.Penalty;
import io.descent.optimize.course.Control.Signal;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.rule.Adam;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.rule.LearningRate;
import io.descent.optimize.rule.Moments;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Shuffle;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Once the code is compiled, an epoch allocates its record and the generator of its order, whatever the rows. */
@Isolated("others that compile at the same time would make it wait longer for its own code")
class AllocationTest {

    private static final int ROWS = 6000;
    private static final int FEATURES = 28;

    /** A byte a row would be more. */
    private static final long RECORD_BYTES = 3000;

    private static final int MOST_EPOCHS = 3000;
    private static final int MOST_FITS = 100;

    private static final Dataset DENSE = Fits.classification(ROWS, FEATURES, 1);

    private static final Adam ADAM = new Adam(new LearningRate.Fixed(1e-3), new Moments(0.9, 0.999, 1e-8));

    static Stream<Map.Entry<String, SpecBuilder>> fits() {
        return Map.of(
                "rows in order", SpecBuilder.sgd(1e-4).batch(1),
                "shuffled rows of a logistic fit", shuffled(1).logistic(),
                "rows with both penalties", SpecBuilder.sgd(1e-4).batch(1).penalty(new Penalty.ElasticNet(0.1, 0.5)),
                "shuffled batches with momentum",
                        SpecBuilder.sgd(1e-5, 0.9, 0, true).batch(64).shuffle(Shuffle.BATCHES),
                "batches of shuffled rows", shuffled(256),
                "all rows at once", SpecBuilder.sgd(1e-4),
                "adam", SpecBuilder.by(ADAM).batch(32).shuffle(Shuffle.SAMPLES))
                .entrySet()
                .stream();
    }

    private static SpecBuilder shuffled(int batch) {
        return SpecBuilder.sgd(1e-4).batch(batch).shuffle(Shuffle.SAMPLES);
    }

    @ParameterizedTest
    @MethodSource("fits")
    void denseEpochsAllocateNothing(Map.Entry<String, SpecBuilder> fit) {
        assertThat(leastBytesOfAnEpoch(fit.getValue(), Fits.classification(ROWS, FEATURES, 1)))
                .isLessThan(RECORD_BYTES);
    }

    @ParameterizedTest
    @MethodSource("fits")
    void sparseEpochsAllocateNothing(Map.Entry<String, SpecBuilder> fit) {
        assertThat(leastBytesOfAnEpoch(fit.getValue(), Sparse.of(Fits.classification(ROWS, FEATURES, 1))))
                .isLessThan(RECORD_BYTES);
    }

    @ParameterizedTest
    @MethodSource("fits")
    void mappedEpochsAllocateNothing(Map.Entry<String, SpecBuilder> fit, @TempDir Path folder) {
        try (Mapped mapped = Mapped.of(Fits.classification(ROWS, FEATURES, 1), folder)) {
            assertThat(leastBytesOfAnEpoch(fit.getValue(), mapped.data())).isLessThan(RECORD_BYTES);
        }
    }

    @Test
    void measuringTheObjectiveAndTheValidationRowsAllocatesNothing() {
        FitSpec spec =
                shuffled(256).standardize().evaluated().epochs(MOST_EPOCHS).build();

        assertThat(leastBytesOfAnEpoch(Fits.plan(spec, DENSE, DENSE))).isLessThan(RECORD_BYTES);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01})
    void iterationsOfLbfgsAllocateNothing(double l1) {
        FitSpec spec = SpecBuilder.sgd(1)
                .logistic()
                .penalty(l1 == 0 ? new Penalty.None() : new Penalty.L1(l1))
                .epochs(MOST_EPOCHS)
                .optimizer(new Lbfgs(10, 0, 0))
                .build();

        assertThat(leastBytesOfAnEpoch(Fits.plan(spec, DENSE))).isLessThan(RECORD_BYTES);
    }

    /** Runs until an epoch allocates little; interpreted code, and that of the first compiler, makes objects of vectors. */
    private static long leastBytesOfAnEpoch(SpecBuilder spec, Dataset data) {
        return leastBytesOfAnEpoch(Fits.plan(spec.epochs(MOST_EPOCHS).build(), data));
    }

    private static long leastBytesOfAnEpoch(LocalPlan plan) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] before = {Long.MAX_VALUE};
        long[] least = {Long.MAX_VALUE};
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epochEnded(int epoch) {
                long now = threads.getCurrentThreadAllocatedBytes();
                least[0] = epoch == 1 ? least[0] : Math.min(least[0], now - before[0]);
                before[0] = threads.getCurrentThreadAllocatedBytes();
            }
        };
        // a solver may be there before its code is compiled
        for (int fits = 0; fits < MOST_FITS && least[0] >= RECORD_BYTES; fits++) {
            new Trainer(() -> 0)
                    .train(plan, listener, () -> least[0] < RECORD_BYTES ? Signal.CANCEL : Signal.GO_ON, null);
        }
        return least[0];
    }
}
