package io.descent.data;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The rows of a dataset that a model is trained on, and those that training never sees. Both stay in the order in which
 * they were given.
 *
 * @param trainingRows which rows of the dataset those to train on are
 */
public record Split(Dataset training, Dataset validation, int[] trainingRows) {

    /**
     * Draws round(fraction · n) rows for validation. Where the targets are classes, each class gives its share of them,
     * the largest remainders rounded up, and keeps at least one row to train on.
     *
     * @param fraction between 0 and 1
     * @param classes how many classes the targets are indices of; 0 where they are not classes
     * @throws IllegalArgumentException when either part would have no row, or no weight
     */
    public static Split of(Dataset data, double fraction, int classes, long seed) {
        BitSet drawn = drawn(data.targets(), fraction, classes, seed);
        Dataset validation = data.select(drawn.stream().toArray());
        drawn.flip(0, data.rows());
        int[] trainingRows = drawn.stream().toArray();
        Dataset training = data.select(trainingRows);
        if (!(validation.totalWeight() > 0 && training.totalWeight() > 0)) {
            throw new IllegalArgumentException("leaves only rows of weight 0 on one side");
        }
        return new Split(training, validation, trainingRows);
    }

    /**
     * Returns the rows that {@link #of} draws for validation, which follow from their targets alone.
     *
     * @throws IllegalArgumentException when either part would have no row
     */
    public static BitSet drawn(double[] targets, double fraction, int classes, long seed) {
        int wanted = (int) Math.round(fraction * targets.length);
        int[] quota = classes == 0 ? new int[] {wanted} : quotas(targets, wanted, classes);
        int[] order = new int[targets.length];
        RandomStream.of(seed, RandomStream.Purpose.VALIDATION).permutation(order);
        BitSet drawn = new BitSet(order.length);
        for (int row : order) {
            int stratum = classes == 0 ? 0 : (int) targets[row];
            if (quota[stratum] > 0) {
                quota[stratum]--;
                drawn.set(row);
            }
        }
        if (drawn.isEmpty()) {
            throw new IllegalArgumentException("leaves no row to validate with");
        }
        if (drawn.cardinality() == order.length) {
            throw new IllegalArgumentException("leaves no row to train on");
        }
        return drawn;
    }

    private static int[] quotas(double[] targets, int wanted, int classes) {
        int[] rows = new int[classes];
        for (double target : targets) {
            rows[(int) target]++;
        }
        int[] quota = new int[classes];
        double[] remainder = new double[classes];
        int left = wanted;
        for (int k = 0; k < classes; k++) {
            double share = (double) wanted * rows[k] / targets.length;
            quota[k] = (int) share;
            remainder[k] = share - quota[k];
            left -= quota[k];
        }
        for (; left > 0; left--) {
            int largest = 0;
            for (int k = 1; k < classes; k++) {
                largest = remainder[k] > remainder[largest] ? k : largest;
            }
            quota[largest]++;
            remainder[largest] = -1;
        }
        Arrays.setAll(quota, k -> Math.min(quota[k], Math.max(rows[k] - 1, 0)));
        return quota;
    }
}
