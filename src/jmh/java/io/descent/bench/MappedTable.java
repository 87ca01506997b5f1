package io.descent.bench;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.MappedDataset;
import io.descent.data.MatrixFile;
import io.descent.data.MatrixWriter;
import io.descent.optimize.Cores;
import io.descent.optimize.Plan;
import io.descent.optimize.Trainer;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.solve.LeastSquares;
import io.descent.optimize.spec.Scaling;
import io.descent.optimize.spec.Shuffle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Prints what a row costs in a mapped file beside the same matrix in the heap: fits of both in turn, in one process, so
 * that both see the same machine, and the fastest epoch of each.
 *
 * <p>Arguments: rows, features, a folder for the file, rounds.
 */
final class MappedTable {

    private static final int EPOCHS = 5;
    private static final int FULL = 0;

    private enum Place {
        HEAP,
        FILE,
        FILE_DEALT
    }

    private record Case(Scaling scaling, int batch, Shuffle shuffle) {}

    private static final List<Case> CASES = List.of(
            new Case(Scaling.NONE, 1, Shuffle.NONE),
            new Case(Scaling.NONE, 1, Shuffle.SAMPLES),
            new Case(Scaling.NONE, 256, Shuffle.NONE),
            new Case(Scaling.NONE, 256, Shuffle.SAMPLES),
            new Case(Scaling.NONE, FULL, Shuffle.NONE),
            new Case(Scaling.STANDARDIZE, 1, Shuffle.NONE),
            new Case(Scaling.STANDARDIZE, 1, Shuffle.SAMPLES),
            new Case(Scaling.STANDARDIZE, 256, Shuffle.NONE),
            new Case(Scaling.STANDARDIZE, FULL, Shuffle.NONE));

    private MappedTable() {}

    static void main(String[] arguments) throws IOException {
        DenseDataset dense = Work.dense(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), false);
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        int rounds = Integer.parseInt(arguments[3]);
        try (MatrixWriter writer = MatrixWriter.in(folder, dense.features())) {
            writer.append(dense.values(), 0, dense.values().length);
            try (MatrixFile file = writer.finish()) {
                MappedDataset mapped = new MappedDataset(file, dense.featureNames(), dense.targets(), null);
                CASES.forEach(work -> System.out.println(measured(work, dense, mapped, rounds)));
            }
        }
    }

    private static String measured(Case work, DenseDataset dense, MappedDataset mapped, int rounds) {
        Map<Place, Double> best = new EnumMap<>(Place.class);
        for (int round = 0; round < rounds; round++) {
            for (Place place : Place.values()) {
                if (place != Place.FILE_DEALT || work.shuffle == Shuffle.SAMPLES) {
                    best.merge(place, fastest(work, place == Place.HEAP ? dense : mapped, place), Math::min);
                }
            }
        }
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "%,9d x %-4d %-45s", dense.rows(), dense.features(), work));
        best.forEach((place, nanos) -> line.append(String.format(
                Locale.ROOT,
                "  %s %.1f ns, %.1f M rows/s, %.2f",
                place,
                nanos,
                1e3 / nanos,
                best.get(Place.HEAP) / nanos)));
        return line.toString();
    }

    /** Returns the nanoseconds a row of the fastest epoch of a fit. */
    private static double fastest(Case work, Dataset data, Place place) {
        long cacheable = place == Place.FILE_DEALT ? 0 : Long.MAX_VALUE;
        Trainer trainer = new Trainer(System::nanoTime, Cores.of(1), LeastSquares.Ceiling.NONE, () -> cacheable);
        Plan plan = trainer.plan(Work.spec(false, false, work.batch, work.shuffle, work.scaling), data, null);
        AtomicBoolean done = new AtomicBoolean();
        long[] ends = new long[EPOCHS + 1];
        ends[0] = System.nanoTime();
        TrainingListener epochs = new TrainingListener() {
            @Override
            public void epochEnded(int epoch) {
                ends[epoch] = System.nanoTime();
                done.set(epoch == EPOCHS);
            }
        };
        plan.run(epochs, () -> done.get() ? Control.Signal.CANCEL : Control.Signal.GO_ON, null);
        double[] nanos = new double[EPOCHS];
        Arrays.setAll(nanos, k -> (double) (ends[k + 1] - ends[k]) / data.rows());
        return Arrays.stream(nanos).min().orElseThrow();
    }
}
