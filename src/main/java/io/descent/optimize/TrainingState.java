package io.descent.optimize;

import java.util.Arrays;

/** Where a fit stands: what a pass over the rows changes. */
final class TrainingState {

    /** Over scaled features, the intercept last where there is one. */
    final double[] parameters;

    int epoch;
    long updates;

    /** Of the last update; the base rate before the first. */
    double learningRate;

    TrainingState(double[] parameters, double baseRate) {
        this.parameters = parameters;
        this.learningRate = baseRate;
    }

    boolean isFinite() {
        return Arrays.stream(parameters).allMatch(Double::isFinite);
    }
}
