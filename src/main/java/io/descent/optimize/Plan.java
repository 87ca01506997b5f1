package io.descent.optimize;

import io.descent.data.Dataset;
import io.descent.data.FeatureScaling;
import io.descent.data.ParameterShape;
import io.descent.objective.Objective;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A fit ready to run: nothing is open any more.
 *
 * @param spec with a fixed learning rate
 * @param data as it was given
 * @param shape the layout of the parameters
 * @param scaling from the data's units to the optimizer's
 * @param scaled the data in the optimizer's units
 * @param validation rows that training never sees, in the data's own units; null for none
 * @param curvature what an automatic learning rate was taken from; null where it was not
 * @param reach what an automatic learning rate was taken from; null where it was not
 */
public record Plan(
        FitSpec spec,
        Dataset data,
        ParameterShape shape,
        FeatureScaling scaling,
        Dataset scaled,
        @Nullable Dataset validation,
        @Nullable Curvature curvature,
        @Nullable Reach reach) {

    public Plan {
        StoppingRule.Convergence convergence = spec.stopping().convergence();
        if (validation == null && convergence != null && convergence.monitor() == StoppingRule.Monitor.VAL_LOSS) {
            throw new IllegalArgumentException("without validation rows there is no val_loss to watch");
        }
        if (validation != null && validation.features() != data.features()) {
            throw new IllegalArgumentException("validation rows have the features of the others");
        }
    }

    /** Makes a plan without validation. */
    public static Plan of(FitSpec spec, Dataset data) {
        return of(spec, data, null);
    }

    /** Scales the data and, where the learning rate is automatic, takes it from them: a few passes over the rows. */
    public static Plan of(FitSpec spec, Dataset data, @Nullable Dataset validation) {
        ParameterShape shape = spec.shape(data);
        FeatureScaling scaling = spec.scaling().fit(data, shape);
        Dataset scaled = scaling.apply(data);
        Plan open = new Plan(spec, data, shape, scaling, scaled, validation, null, null);
        return spec.optimizer() instanceof FirstOrder rule && rule.learningRate() instanceof LearningRate.Auto
                ? open.withRateOfItsOwn(rule)
                : open;
    }

    /** Returns this with settings that differ in what needs no look at the data, such as the number of epochs. */
    public Plan with(FitSpec other) {
        return new Plan(other, data, shape, scaling, scaled, validation, curvature, reach);
    }

    private Plan withRateOfItsOwn(FirstOrder optimizer) {
        if (Reach.decides(optimizer)) {
            Reach found = Reach.of(objective(), spec.init().parameters(shape, scaling, spec.seed()));
            return new Plan(
                    at(optimizer, found.rate(optimizer)), data, shape, scaling, scaled, validation, null, found);
        }
        Curvature curve = Curvature.of(spec, scaled);
        double rate = curve.safeRate(spec, data.rows());
        return new Plan(at(optimizer, rate), data, shape, scaling, scaled, validation, curve, null);
    }

    private FitSpec at(FirstOrder optimizer, double rate) {
        return spec.withOptimizer(optimizer.withLearningRate(new LearningRate.Fixed(rate)));
    }

    /** Returns the learning rate before any schedule; 1, the step of Newton's method, where there is none. */
    public double baseRate() {
        return switch (spec.optimizer()) {
            case FirstOrder firstOrder ->
                switch (firstOrder.learningRate()) {
                    case LearningRate.Fixed(double value) -> value;
                    case LearningRate.Auto _ -> throw new IllegalStateException("a plan's learning rate is fixed");
                };
            case Lbfgs _, Exact _ -> 1;
        };
    }

    /**
     * Returns the learning rate above which steps grow when a batch is all rows, as estimated from the curvature of the
     * objective: that of this fit's optimizer where its steps follow the size of the gradient, else that of plain
     * gradient descent. Nothing for losses with kinks, which have no curvature.
     */
    public OptionalDouble largestStableRate() {
        if (spec.loss().kinked()) {
            return OptionalDouble.empty();
        }
        Curvature curve = curvature != null ? curvature : Curvature.estimate(spec, scaled);
        return OptionalDouble.of(curve.largestStableRateOfAllRows(spec.optimizer()));
    }

    /** Returns records of this fit as the part of its history that they are. */
    public History historyOf(List<EpochRecord> records) {
        return History.of(spec.history(), shape, validation != null, Double.NaN, records);
    }

    /** Returns the objective over the scaled data. */
    Objective objective() {
        return new Objective(scaled, spec.loss(), spec.penalty(), shape);
    }
}
