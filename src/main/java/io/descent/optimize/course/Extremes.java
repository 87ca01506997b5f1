package io.descent.optimize.course;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Some records of a history that show all of its spikes: the records are cut into stretches of one length, and of each stretch stay those with
 * the least and the largest value of each series, as a chart with a column of pixels for each stretch shows them.
 */
public final class Extremes {

    private Extremes() {}

    /**
     * Returns a history of fewer records, the first and the last among them; the same one where it has no more.
     *
     * @param most how many records there may be; as many as one stretch needs are kept in any case
     */
    public static History of(History history, int most) {
        return of(history, history.columns().told(), most);
    }

    /**
     * Returns the same, with the spikes of some of the series alone.
     *
     * @param shown the series; those that the history has not are none
     */
    public static History of(History history, List<Series> shown, int most) {
        int size = history.size();
        if (size <= most) {
            return history;
        }
        List<double[]> told = new ArrayList<>();
        for (Series series : shown) {
            double[] values = history.series(series);
            if (values != null) {
                told.add(values);
            }
        }
        BitSet kept = new BitSet(size);
        kept.set(0);
        kept.set(size - 1);
        int stretches = Math.max((most - 2) / (2 * told.size()), 1);
        for (int stretch = 0; stretch < stretches; stretch++) {
            int from = (int) ((long) size * stretch / stretches);
            int to = (int) ((long) size * (stretch + 1) / stretches);
            for (double[] values : told) {
                keep(values, from, to, kept);
            }
        }
        return history.select(kept.stream().toArray());
    }

    /** What is no number is neither the least nor the largest. */
    private static void keep(double[] values, int from, int to, BitSet kept) {
        int least = -1;
        int largest = -1;
        for (int i = from; i < to; i++) {
            if (Double.isNaN(values[i])) {
                continue;
            }
            least = least < 0 || values[i] < values[least] ? i : least;
            largest = largest < 0 || values[i] > values[largest] ? i : largest;
        }
        if (least >= 0) {
            kept.set(least);
            kept.set(largest);
        }
    }
}
