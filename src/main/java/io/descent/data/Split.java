package io.descent.data;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The rows of a dataset that a model is trained on, and those that training never sees. Both stay in the order in which
 * they were given.
 */
public record Split(Dataset training, Dataset validation) {

    /**
     * Draws round(fraction · n) rows for validation. Where the targets are classes, each class gives its share of them,
     * the largest remainders rounded up, and keeps at least one row to train on.
     *
     * @param fraction between 0 and 1
     * @param classes how many classes the targets are indices of; 0 where they are not classes
     * @throws IllegalArgumentException when either part would have no row, or no weight
     */
    public static Split of(Dataset data, double fraction, int classes, long seed) {
        int wanted = (int) Math.round(fraction * data.rows());
        int[] quota = classes == 0 ? new int[] {wanted} : quotas(data, wanted, classes);
        int[] order = new int[data.rows()];
        RandomStream.of(seed, RandomStream.Purpose.VALIDATION).permutation(order);
        BitSet drawn = new BitSet(order.length);
        for (int row : order) {
            int stratum = classes == 0 ? 0 : (int) data.targets()[row];
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
        Dataset validation = data.select(drawn.stream().toArray());
        drawn.flip(0, order.length);
        Dataset training = data.select(drawn.stream().toArray());
        if (!(validation.totalWeight() > 0 && training.totalWeight() > 0)) {
            throw new IllegalArgumentException("leaves only rows of weight 0 on one side");
        }
        return new Split(training, validation);
    }

    private static int[] quotas(Dataset data, int wanted, int classes) {
        int[] rows = new int[classes];
        for (double target : data.targets()) {
            rows[(int) target]++;
        }
        int[] quota = new int[classes];
        double[] remainder = new double[classes];
        int left = wanted;
        for (int k = 0; k < classes; k++) {
            double share = (double) wanted * rows[k] / data.rows();
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
