package io.descent.optimize;

import org.jspecify.annotations.Nullable;

/**
 * What one epoch, or one update, told. Vectors are in the data's units, the intercept last.
 *
 * @param epoch from 1 on
 * @param update the number of the last update, from 1 on over all epochs
 * @param loss mean loss of the rows, each measured before the update that used it
 * @param learningRate of the last update
 * @param metrics one value a running metric, in their order
 * @param measured at the epoch's end, where the last update is the epoch's last
 */
public record EpochRecord(
        int epoch,
        long update,
        double loss,
        double learningRate,
        double[] metrics,
        Measured measured,
        double @Nullable [] params,
        double @Nullable [] gradient,
        double @Nullable [] direction) {

    void save(StateWriter out) {
        out.put(epoch);
        out.put(update);
        out.put(loss);
        out.put(learningRate);
        out.put(metrics);
        out.put(measured.objective());
        out.put(measured.valLoss());
        out.put(measured.valMetrics());
        out.put(params);
        out.put(gradient);
        out.put(direction);
    }

    static EpochRecord restored(StateReader in) {
        return new EpochRecord(
                in.integer(),
                in.number(),
                in.real(),
                in.real(),
                in.array(),
                new Measured(in.real(), in.real(), in.array()),
                in.reals(),
                in.reals(),
                in.reals());
    }

    /** Returns this with what was measured at the epoch's end. */
    EpochRecord with(Measured atTheEnd) {
        return new EpochRecord(epoch, update, loss, learningRate, metrics, atTheEnd, params, gradient, direction);
    }
}
