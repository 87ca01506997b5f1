package io.descent.spark;

import io.descent.data.DenseRows;
import io.descent.data.ParameterShape;
import io.descent.inference.Clusters;
import io.descent.inference.Inference;
import io.descent.inference.InferenceSpec;
import io.descent.optimize.Curvature;
import io.descent.optimize.Plan;
import io.descent.optimize.Reach;
import io.descent.optimize.course.Columns;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.Resumption;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.spec.FitSpec;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A fit ready to run on a cluster: all that is known of it before and after is known here. */
record SparkPlan(
        SparkSettings settings,
        Plan here,
        DenseRows data,
        @Nullable DenseRows validation) implements Plan {

    @Override
    public FitOutcome run(TrainingListener listener, Control control, @Nullable Resumption resumption) {
        return new SparkRun(this, listener, control, resumption).toTheEnd();
    }

    @Override
    public Plan with(FitSpec other) {
        return new SparkPlan(settings, here.with(other), data, validation);
    }

    /** Trials of other settings are short, and run here. */
    @Override
    public Plan again(FitSpec other) {
        return here.again(other);
    }

    @Override
    public FitSpec spec() {
        return here.spec();
    }

    @Override
    public int rows() {
        return here.rows();
    }

    @Override
    public ParameterShape shape() {
        return here.shape();
    }

    @Override
    public double baseRate() {
        return here.baseRate();
    }

    @Override
    public @Nullable Curvature curvature() {
        return here.curvature();
    }

    @Override
    public @Nullable Reach reach() {
        return here.reach();
    }

    @Override
    public OptionalDouble largestStableRate() {
        return here.largestStableRate();
    }

    @Override
    public Columns columns() {
        return here.columns();
    }

    @Override
    public List<Integer> separating(double[] parameters) {
        return here.separating(parameters);
    }

    @Override
    public Inference inference(InferenceSpec what, double[] parameters, Clusters clusters) {
        return here.inference(what, parameters, clusters);
    }
}
