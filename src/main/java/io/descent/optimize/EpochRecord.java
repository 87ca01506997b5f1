package io.descent.optimize;

import org.jspecify.annotations.Nullable;

/**
 * What one epoch, or one update, told. Vectors are in the data's units, the intercept last.
 *
 * @param epoch from 1 on
 * @param update the number of the last update, from 1 on over all epochs
 * @param loss mean loss of the rows, each measured before the update that used it
 * @param learningRate of the last update
 * @param objective exact after the epoch; NaN where it was not asked for
 * @param metrics one value a running metric, in their order
 */
record EpochRecord(
        int epoch,
        long update,
        double loss,
        double learningRate,
        double objective,
        double[] metrics,
        double @Nullable [] params,
        double @Nullable [] gradient,
        double @Nullable [] direction) {}
