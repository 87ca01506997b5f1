package io.descent.inference;

import java.util.Arrays;

/**
 * Which rows have something in common.
 *
 * @param ofRow the cluster of each row, from 0 on; empty where there are none
 * @param count how many clusters there are
 */
public record Clusters(int[] ofRow, int count) {

    /** Every row for itself. */
    public static final Clusters NONE = new Clusters(new int[0], 0);

    /** Returns those that numbers tell apart, whatever they are. */
    public static Clusters of(int[] numbers) {
        int[] distinct = Arrays.stream(numbers).sorted().distinct().toArray();
        return new Clusters(
                Arrays.stream(numbers)
                        .map(number -> Arrays.binarySearch(distinct, number))
                        .toArray(),
                distinct.length);
    }

    boolean isNone() {
        return count == 0;
    }

    boolean isFewerThanTwo() {
        return count == 1;
    }

    /** Returns what a covariance is multiplied by, as clusters are few: 1 where there are none. */
    double correction(double rows, double dfResidual) {
        return isNone() ? 1 : count / (count - 1.0) * ((rows - 1) / dfResidual);
    }
}
