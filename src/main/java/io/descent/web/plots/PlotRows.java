package io.descent.web.plots;

import io.descent.data.Dataset;
import io.descent.data.RandomStream;
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
        int[] shown = some(data.rows());
        double[][] features = IntStream.range(0, data.features())
                .mapToObj(j -> IntStream.of(shown)
                        .mapToDouble(row -> data.value(row, j))
                        .toArray())
                .toArray(double[][]::new);
        double[] targets = data.targets();
        return new PlotRows(
                features, IntStream.of(shown).mapToDouble(row -> targets[row]).toArray(), of);
    }

    /**
     * Returns which rows are shown, rising. One of each stretch is drawn by chance, always the same one: rows often take turns, and
     * every hundredth could be of one class.
     */
    static int[] some(int rows) {
        if (rows <= MOST) {
            return IntStream.range(0, rows).toArray();
        }
        RandomStream random = RandomStream.of(0, RandomStream.Purpose.PICTURE);
        return IntStream.range(0, MOST)
                .map(i -> {
                    int from = (int) ((long) rows * i / MOST);
                    int to = (int) ((long) rows * (i + 1) / MOST);
                    return (int) random.uniform(from, to);
                })
                .toArray();
    }

    int shown() {
        return targets.length;
    }
}
