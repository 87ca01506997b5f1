package io.descent.web.plots;

import io.descent.data.Dataset;
import io.descent.data.Spread;
import java.util.stream.IntStream;

/**
 * The rows that a plot shows: all of them, or some of many.
 *
 * @param features by feature, then by row
 * @param of how many rows there are
 */
record PlotRows(double[][] features, double[] targets, int of) {

    /** More points would hide each other. */
    static final int MOST = 2000;

    /**
     * Takes the rows of a dataset.
     *
     * @param of how many rows it was taken from
     */
    static PlotRows of(Dataset data, int of) {
        int[] shown = Spread.of(data.rows(), MOST);
        double[][] features = IntStream.range(0, data.features())
                .mapToObj(j -> IntStream.of(shown)
                        .mapToDouble(row -> data.value(row, j))
                        .toArray())
                .toArray(double[][]::new);
        double[] targets = data.targets();
        return new PlotRows(
                features, IntStream.of(shown).mapToDouble(row -> targets[row]).toArray(), of);
    }

    int shown() {
        return targets.length;
    }
}
