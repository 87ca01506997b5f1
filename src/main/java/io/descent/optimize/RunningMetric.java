package io.descent.optimize;

import io.descent.model.ModelType;

/** A measure taken over the rows of a record, each before the update that uses it. */
public enum RunningMetric {
    /** The sum over a batch of (prediction − y)², averaged over the batches. */
    BATCH_SSE {
        @Override
        double of(ModelType model, double margin, double target) {
            double error = model.prediction(margin) - target;
            return error * error;
        }

        @Override
        double mean(double sum, long batches, double weight) {
            return sum / batches;
        }
    },
    /** The share of rows whose more probable class is the true one. */
    ACCURACY {
        @Override
        double of(ModelType model, double margin, double target) {
            return margin > 0 == (target == 1) ? 1 : 0;
        }

        @Override
        double mean(double sum, long batches, double weight) {
            return sum / weight;
        }
    };

    /** Returns what one row adds, before its weight. */
    abstract double of(ModelType model, double margin, double target);

    /** Returns the measure from the weighted sum over all rows of some batches. */
    abstract double mean(double sum, long batches, double weight);
}
