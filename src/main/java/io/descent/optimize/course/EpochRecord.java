package io.descent.optimize.course;

import java.io.Serializable;

/**
 * The values of one record: of an epoch, or of an update.
 *
 * @param epoch from 1 on
 * @param update the number of the last update, from 1 on over all epochs
 * @param values one of each series that is measured, see {@link Columns}; NaN where there was nothing to measure
 * @param vectors in the order of the columns, in the data's units, the intercept last
 */
public record EpochRecord(int epoch, long update, double[] values, double[][] vectors) implements Serializable {

    /** Returns this with other values. */
    public EpochRecord with(double[] other) {
        return new EpochRecord(epoch, update, other, vectors);
    }
}
