package io.descent.optimize;

import io.descent.data.Dataset;
import io.descent.data.FeatureScaling;
import io.descent.objective.Objective;
import io.descent.optimize.course.Measured;
import io.descent.optimize.spec.FitSpec;

/** Measures loss and metrics over the validation rows, in the data's own units. */
final class ValidationMeter {

    private static final int TILE = 256;

    private final Objective objective;
    private final FeatureScaling scaling;
    private final Tally tally;
    private final double[] margins;
    private final double[] parameters;
    private final int batches;

    ValidationMeter(LocalPlan plan, Dataset validation) {
        FitSpec spec = plan.spec();
        this.objective = plan.objective(validation);
        this.scaling = plan.scaling();
        this.tally = new Tally(spec, plan.shape().outputs(), validation);
        this.margins =
                new double[Math.min(validation.rows(), TILE) * plan.shape().outputs()];
        this.parameters = new double[plan.shape().size()];
        this.batches = spec.training().updatesPerEpoch(validation.rows());
    }

    /** Measures parameters over scaled features; metrics of batches as if the rows were cut into batches in their order. */
    Measured measure(double[] scaledParameters, double objectiveOfTraining) {
        tally.reset();
        scaling.toDataUnits(scaledParameters, parameters);
        double loss = meanLoss(parameters);
        return new Measured(objectiveOfTraining, loss, tally.means());
    }

    /** Returns the mean loss at parameters in the data's own units. */
    double meanLoss(double[] parameters) {
        Dataset data = objective.data();
        int outputs = objective.shape().outputs();
        double sum = 0;
        for (int from = 0; from < data.rows(); from += TILE) {
            int count = Math.min(TILE, data.rows() - from);
            objective.margins(parameters, null, from, count, margins);
            tally.measure(margins, count, null, from);
            sum += objective.loss().sum(margins, outputs, data, null, from, count);
        }
        tally.batches(sum, batches);
        return sum / data.totalWeight();
    }
}
