package io.descent.optimize;

import io.descent.data.Dataset;
import io.descent.data.FeatureScaling;
import io.descent.data.ParameterShape;
import io.descent.inference.Clusters;
import io.descent.inference.Inference;
import io.descent.inference.InferenceSpec;
import io.descent.objective.Objective;
import io.descent.optimize.bound.Separation;
import io.descent.optimize.course.Columns;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.Resumption;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.rule.AutomaticRate;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.rule.LearningRate;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Scaling;
import io.descent.optimize.spec.StoppingRule;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A fit ready to run on rows in this heap.
 *
 * @param trainer that runs it
 * @param spec with a fixed learning rate
 * @param data as it was given
 * @param shape the layout of the parameters
 * @param scaling from the data's units to the optimizer's
 * @param scaled the data in the optimizer's units
 * @param validation rows that training never sees, in the data's own units; null for none
 * @param known of the scaled rows
 */
record LocalPlan(
        Trainer trainer,
        FitSpec spec,
        Dataset data,
        ParameterShape shape,
        FeatureScaling scaling,
        Dataset scaled,
        @Nullable Dataset validation,
        @Nullable Curvature curvature,
        @Nullable Reach reach,
        KnownRows known)
        implements Plan {

    LocalPlan {
        StoppingRule.Convergence convergence = spec.stopping().convergence();
        if (validation == null && convergence != null && convergence.monitor() == StoppingRule.Monitor.VAL_LOSS) {
            throw new IllegalArgumentException("without validation rows there is no val_loss to watch");
        }
        if (validation != null && validation.features() != data.features()) {
            throw new IllegalArgumentException("validation rows have the features of the others");
        }
    }

    /** Scales the data and, where the learning rate is automatic, takes it from them: a few passes over the rows. */
    static LocalPlan of(Trainer trainer, FitSpec spec, Dataset data, @Nullable Dataset validation) {
        ParameterShape shape = spec.model().shape(data);
        Scaled taken =
                trainer.scaled(data, parallel -> spec.training().scaling().fit(data, shape, parallel));
        FeatureScaling scaling = taken.scaling();
        Dataset scaled = taken.data();
        LocalPlan open =
                new LocalPlan(trainer, spec, data, shape, scaling, scaled, validation, null, null, new KnownRows());
        return spec.training().optimizer() instanceof FirstOrder rule
                        && rule.learningRate() instanceof LearningRate.Auto
                ? open.withRateOfItsOwn(rule)
                : open;
    }

    /** Rows in the optimizer's units. */
    record Scaled(FeatureScaling scaling, Dataset data) {}

    private LocalPlan withRateOfItsOwn(FirstOrder rule) {
        return switch (rule.automaticRate()) {
            case AutomaticRate.OfReach taken -> {
                Reach found = Reach.of(objective(), start());
                yield at(rule, taken.rate(found.distance(), found.slope()), null, found);
            }
            case AutomaticRate.OfCurvature _ -> {
                Curvature found = Curvature.of(spec.model(), scaled);
                yield at(rule, found.safeRate(rule, spec.training().batchSize(), data.rows()), found, null);
            }
        };
    }

    private LocalPlan at(FirstOrder rule, double rate, @Nullable Curvature curve, @Nullable Reach found) {
        FitSpec fixed = spec.with(spec.training().withOptimizer(rule.withLearningRate(new LearningRate.Fixed(rate))));
        return new LocalPlan(trainer, fixed, data, shape, scaling, scaled, validation, curve, found, known);
    }

    /** Returns this over the same scaled rows in another place. */
    LocalPlan over(Dataset sameScaled) {
        return new LocalPlan(trainer, spec, data, shape, scaling, sameScaled, validation, curvature, reach, known);
    }

    @Override
    public LocalPlan with(FitSpec other) {
        return new LocalPlan(trainer, other, data, shape, scaling, scaled, validation, curvature, reach, known);
    }

    @Override
    public List<Integer> separating(double[] parameters) {
        return Separation.of(objective(), scaling.rounding(), scaling.toScaledUnits(parameters));
    }

    @Override
    public Inference inference(InferenceSpec what, double[] parameters, Clusters clusters) {
        return spec.training().scaling() == Scaling.STANDARDIZE
                ? trainer.infer(objective(), known.folded(), scaling, parameters, what, clusters)
                : inferenceOverScaled(what, parameters, clusters);
    }

    private Inference inferenceOverScaled(InferenceSpec what, double[] parameters, Clusters clusters) {
        Scaled own = trainer.scaled(data, parallel -> FeatureScaling.standardize(data, shape, parallel));
        return trainer.infer(objective(own.data()), null, own.scaling(), parameters, what, clusters);
    }

    @Override
    public LocalPlan again(FitSpec other) {
        return of(trainer, other, data, validation);
    }

    @Override
    public int rows() {
        return data.rows();
    }

    @Override
    public double baseRate() {
        return switch (spec.training().optimizer()) {
            case FirstOrder firstOrder ->
                switch (firstOrder.learningRate()) {
                    case LearningRate.Fixed(double value) -> value;
                    case LearningRate.Auto _ -> throw new IllegalStateException("a plan's learning rate is fixed");
                };
            case Lbfgs _, Exact _ -> 1;
        };
    }

    @Override
    public OptionalDouble largestStableRate() {
        if (spec.model().loss().kinked()) {
            return OptionalDouble.empty();
        }
        Curvature curve = curvature != null ? curvature : Curvature.estimate(spec.model(), scaled);
        return OptionalDouble.of(
                curve.largestStableRateOfAllRows(spec.training().optimizer()));
    }

    @Override
    public Columns columns() {
        return Columns.of(spec.history(), shape, validation != null);
    }

    @Override
    public FitOutcome run(TrainingListener listener, Control control, @Nullable Resumption resumption) {
        return trainer.train(this, listener, control, resumption);
    }

    /** Returns the parameters that the fit starts from, over the scaled features. */
    double[] start() {
        return spec.training().init().parameters(objective(), scaling, spec.seed());
    }

    /** Returns the objective over the scaled data. */
    Objective objective() {
        return objective(scaled);
    }

    /** Returns the objective over other rows, or over these in other units. */
    Objective objective(Dataset rows) {
        return new Objective(
                rows, spec.model().loss(), spec.model().penalty(), spec.model().margins(rows, shape));
    }
}
