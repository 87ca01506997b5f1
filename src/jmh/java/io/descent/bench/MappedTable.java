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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Prints rows a second over a mapped file beside those over the same matrix in the heap, in turn in one process, so that
 * both see the same machine: the fastest epochs of several fits.
 *
 * <p>Arguments: rows, features and the folder of the file; rounds.
 */
public final class MappedTable {

    private static final int EPOCHS = 5;

    private enum Place {
        HEAP,
        GATHERED,
        DEALT
    }

    private MappedTable() {}

    public static void main(String[] arguments) throws IOException {
        int rows = Integer.parseInt(arguments[0]);
        int features = Integer.parseInt(arguments[1]);
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        int rounds = Integer.parseInt(arguments[3]);
        DenseDataset dense = Work.dense(rows, features, false);
        try (MatrixWriter writer = MatrixWriter.in(folder, features)) {
            writer.append(dense.values(), 0, dense.values().length);
            try (MatrixFile file = writer.finish()) {
                MappedDataset mapped = new MappedDataset(file, dense.featureNames(), dense.targets(), null);
                for (Scaling scaling : new Scaling[] {Scaling.NONE, Scaling.STANDARDIZE}) {
                    for (int batch : new int[] {1, 256, 0}) {
                        for (Shuffle shuffle : batch == 0 ? new Shuffle[] {Shuffle.NONE} : new Shuffle[] {Shuffle.NONE, Shuffle.SAMPLES}) {
                            print(dense, mapped, scaling, batch, shuffle, rounds);
                        }
                    }
                }
            }
        }
    }

    private static void print(DenseDataset dense, MappedDataset mapped, Scaling scaling, int batch, Shuffle shuffle, int rounds) {
        Map<Place, Double> best = new EnumMap<>(Place.class);
        for (int round = 0; round < rounds; round++) {
            for (Place place : Place.values()) {
                if (place == Place.DEALT && shuffle == Shuffle.NONE) {
                    continue;
                }
                Dataset data = place == Place.HEAP ? dense : mapped;
                long cacheable = place == Place.DEALT ? 0 : Long.MAX_VALUE;
                Trainer trainer = new Trainer(System::nanoTime, Cores.of(1), LeastSquares.Ceiling.NONE, () -> cacheable);
                Plan plan = trainer.plan(Work.spec(false, false, batch, shuffle, scaling), data, null);
                best.merge(place, nanos(plan) / dense.rows(), Math::min);
            }
        }
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT, "%,d x %d, %s, batch %d, %s:", dense.rows(), dense.features(), scaling, batch, shuffle));
        best.forEach((place, nanos) -> line.append(String.format(
                Locale.ROOT, "  %s %.1f ns (%.2f)", place, nanos, best.get(Place.HEAP) / nanos)));
        System.out.println(line);
    }

    /** Returns the nanoseconds of the fastest epoch. */
    private static double nanos(Plan plan) {
        AtomicBoolean done = new AtomicBoolean();
        long[] ends = new long[EPOCHS + 1];
        ends[0] = System.nanoTime();
        plan.run(
                new TrainingListener() {
                    @Override
                    public void epochEnded(int epoch) {
                        ends[epoch] = System.nanoTime();
                        done.set(epoch == EPOCHS);
                    }
                },
                () -> done.get() ? Control.Signal.CANCEL : Control.Signal.GO_ON,
                null);
        long[] epochs = new long[EPOCHS];
        Arrays.setAll(epochs, k -> ends[k + 1] - ends[k]);
        return Arrays.stream(epochs).min().orElseThrow();
    }
}
