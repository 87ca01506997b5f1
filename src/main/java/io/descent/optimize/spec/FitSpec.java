package io.descent.optimize.spec;

import io.descent.objective.SquaredError;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.rule.Lbfgs;
import java.io.Serializable;

/**
 * Everything that was chosen for a fit; together with the data it decides every bit of the answer, a time limit aside.
 *
 * @param model what is fitted
 * @param training how
 * @param stopping when it ends before its last epoch
 * @param history what it tells of its course
 * @param seed of every random stream of the fit
 */
public record FitSpec(ModelSpec model, TrainingSpec training, StoppingRule stopping, HistorySpec history, long seed)
        implements Serializable {

    public FitSpec {
        for (RunningMetric metric : history.metrics()) {
            if (!metric.suits(model.type())) {
                throw new IllegalArgumentException("not a metric of this model: " + metric);
            }
        }
        if (training.optimizer() instanceof Exact
                && !(model.type().isLinear()
                        && model.loss() instanceof SquaredError
                        && model.penalty().l1() == 0)) {
            throw new IllegalArgumentException("only squared errors without an l1 penalty can be solved outright");
        }
        if (training.optimizer() instanceof Lbfgs && !Lbfgs.minimises(model.loss())) {
            throw new IllegalArgumentException("zero parameters are the minimum of the perceptron loss");
        }
        if (!model.fitIntercept() && training.init() instanceof Init.Values values && values.hasIntercept()) {
            throw new IllegalArgumentException("a model without intercept cannot start with one");
        }
    }

    /** Returns this trained in another way. */
    public FitSpec with(TrainingSpec other) {
        return new FitSpec(model, other, stopping, history, seed);
    }

    /** Returns this with another stopping rule. */
    public FitSpec with(StoppingRule other) {
        return new FitSpec(model, training, other, history, seed);
    }
}
