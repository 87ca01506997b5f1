package io.descent.optimize;

import java.util.Arrays;

/** Where a fit stands: what a pass over the rows changes. */
final class TrainingState {

    /** Over scaled features, the intercept last where there is one. */
    final double[] parameters;

    int epoch;

    /** How much of the epoch is done, in what its pass counts; 0 at its beginning. */
    int place;

    long updates;

    /** Of the last update; the base rate before the first. */
    double learningRate;

    TrainingState(double[] parameters, double baseRate) {
        this.parameters = parameters;
        this.learningRate = baseRate;
    }

    void save(StateWriter out) {
        out.put(parameters);
        out.put(epoch);
        out.put(place);
        out.put(updates);
        out.put(learningRate);
    }

    void restore(StateReader in) {
        in.readInto(parameters);
        epoch = in.readInt();
        place = in.readInt();
        updates = in.readLong();
        learningRate = in.readDouble();
    }

    boolean isFinite() {
        return Arrays.stream(parameters).allMatch(Double::isFinite);
    }
}
