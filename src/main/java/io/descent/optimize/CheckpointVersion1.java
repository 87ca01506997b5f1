package io.descent.optimize;

import io.descent.optimize.course.Columns;
import io.descent.optimize.course.EpochRecord;
import io.descent.optimize.course.Measured;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What the checkpoints of version 1, of release 0.1.0, have otherwise: names of classes, and the state of lbfgs. */
final class CheckpointVersion1 {

    private static final Map<String, String> PASSES = Map.of(
            "RowPass", RowPass.NAME,
            "SparseRowPass", SparseRowPass.NAME,
            "BatchPass", BatchPass.NAME,
            "SparseBatchPass", SparseBatchPass.NAME,
            "LbfgsPass", LbfgsPass.NAME,
            "ExactPass", ExactPass.NAME);

    private CheckpointVersion1() {}

    /** Returns the name of the pass that had this class. */
    static String pass(String className) {
        return PASSES.getOrDefault(className, className);
    }

    /** Tells whether an optimizer of this name had this class: {@code rmsprop} was RmsProp. */
    static boolean isOptimizer(String className, String name) {
        return className.equalsIgnoreCase(name.replace("_", ""));
    }

    /** Reads the state of lbfgs as {@link io.descent.optimize.solve.QuasiNewton#restore} takes it. */
    static double[][] solver(StateReader in) {
        double[] gradient = in.readDoubles();
        double[] gradientBefore = in.readDoubles();
        double[] moved = in.readDoubles();
        double[] numbers = {
            in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readInt()
        };
        int pairs = in.readInt();
        double[][] state = new double[5 + 2 * pairs][];
        state[0] = gradient;
        state[1] = gradientBefore;
        state[2] = moved;
        state[3] = numbers;
        state[4] = new double[pairs];
        for (int k = 0; k < pairs; k++) {
            state[5 + 2 * k] = in.readDoubles();
            state[6 + 2 * k] = in.readDoubles();
            state[4][k] = in.readDouble();
        }
        return state;
    }

    /** Reads a record; what was not asked for was there, too, and is left out. */
    static EpochRecord record(StateReader in, Columns columns) {
        int epoch = in.readInt();
        long update = in.readLong();
        double loss = in.readDouble();
        double learningRate = in.readDouble();
        double[] metrics = in.readDoubles();
        Measured measured = new Measured(in.readDouble(), in.readDouble(), in.readDoubles());
        double[][] vectors = Stream.of(in.readNullableDoubles(), in.readNullableDoubles(), in.readNullableDoubles())
                .filter(Objects::nonNull)
                .toArray(double[][]::new);
        // of a fit that told other things of its epochs, and whose record is not taken up
        boolean same = metrics.length == columns.metrics()
                && vectors.length == columns.vectors().size();
        return new EpochRecord(
                epoch, update, same ? columns.values(loss, learningRate, metrics, measured) : new double[0], vectors);
    }
}
