package io.descent.optimize;

import io.descent.data.ParameterShape;
import io.descent.inference.Clusters;
import io.descent.inference.Inference;
import io.descent.inference.InferenceSpec;
import io.descent.optimize.course.Columns;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.Resumption;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.course.UnusableCheckpointException;
import io.descent.optimize.spec.FitSpec;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A fit ready to run on the engine that made it: every setting is resolved. */
public interface Plan {

    /** Returns the settings, with a fixed learning rate. */
    FitSpec spec();

    /** Returns the number of rows that are trained on. */
    int rows();

    /** Returns the layout of the parameters. */
    ParameterShape shape();

    /** Returns the learning rate before any schedule; 1, the step of Newton's method, where there is none. */
    double baseRate();

    /** Returns what an automatic learning rate was taken from; null where it was not. */
    @Nullable
    Curvature curvature();

    /** Returns what an automatic learning rate was taken from; null where it was not. */
    @Nullable
    Reach reach();

    /**
     * Returns the learning rate above which steps grow when a batch is all rows, as estimated from the curvature of the
     * objective: that of this fit's optimizer where its steps follow the size of the gradient, else that of plain
     * gradient descent. Nothing for losses with kinks, which have no curvature.
     */
    OptionalDouble largestStableRate();

    /** Returns what the records of the fit hold. */
    Columns columns();

    /** Returns this with settings that differ in what does not depend on the data, such as the number of epochs. */
    Plan with(FitSpec other);

    /**
     * Returns the features in whose direction the objective falls for ever, so that it has no minimum; none where it has one
     * or that is not known.
     *
     * @param parameters that the fit has ended at, in the data's units
     */
    List<Integer> separating(double[] parameters);

    /**
     * Tells how sure parameters are, of a model without a penalty whose loss is squared_error, log_loss or poisson.
     *
     * @param parameters that the fit has ended at, in the data's units
     * @param clusters of the rows, where the covariance is clustered
     */
    Inference inference(InferenceSpec what, double[] parameters, Clusters clusters);

    /** Makes a fit of the same rows with any other settings ready to run. */
    Plan again(FitSpec other);

    /**
     * Runs the fit on the calling thread to its end, or until it is handed back.
     *
     * @param resumption where it goes on; null where it begins
     * @throws UnusableCheckpointException if the fit cannot go on from there; nothing was done then
     */
    FitOutcome run(TrainingListener listener, Control control, @Nullable Resumption resumption);
}
