package io.descent.predict;

import io.descent.inference.CovarianceFactor;
import io.descent.inference.FitStatistics;
import io.descent.inference.Inference;
import io.descent.inference.Reference;
import io.descent.model.ModelType;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Intervals around predictions. That of the mean holds what is expected of such rows: margin ± q·s with s the standard error of the
 * margin and q the quantile of Student's t or the normal distribution, and of logistic and poisson what the probability and the
 * mean are at these ends. That of an observation, of linear models, holds the target of one such row: prediction ± q·√(s² + σ²),
 * right where the errors are normal and of one variance.
 */
public final class Intervals {

    private final double level;
    private final ModelType model;
    private final CovarianceFactor covariance;
    private final double reach;
    private final @Nullable Double scale;

    private Intervals(double level, ModelType model, Inference.Estimated inference) {
        FitStatistics fit = inference.fit();
        this.level = level;
        this.model = model;
        this.covariance = inference.covariance();
        this.reach = Reference.of(fit).quantile(level);
        FitStatistics.OfLikelihood likelihood = fit.likelihood();
        this.scale = likelihood == null ? null : (Double) likelihood.scale();
    }

    /** Returns those of a fit; null where there are none, with a mistake that says why. */
    public static @Nullable Intervals of(Scorer scorer, double level, Mistakes mistakes) {
        String pointer = "/interval";
        if (!(level > 0 && level < 1)) {
            mistakes.add(pointer, Mistake.Code.OUT_OF_RANGE, "must be between 0 and 1, such as 0.95");
            return null;
        }
        String why = switch (scorer.inference()) {
            case null -> "the fit was made without `inference`; give \"inference\": {} with it";
            case Inference.Refused refused -> refused.detail();
            case Inference.Estimated found ->
                scorer.model().outputs() > 1
                        ? "the probabilities of several classes have no intervals"
                        : found.covariance().isKnown() ? null : "the model has too many parameters";
        };
        if (why != null || !(scorer.inference() instanceof Inference.Estimated found)) {
            mistakes.add(pointer, Mistake.Code.CONFLICT, "must be left out: " + why);
            return null;
        }
        return new Intervals(level, scorer.model().type(), found);
    }

    /** Returns the share of all such intervals that hold what they are about. */
    public double level() {
        return level;
    }

    /** Tells whether there are intervals of an observation. */
    public boolean ofObservations() {
        return model == ModelType.LINEAR && scale != null;
    }

    /** Returns what measures the errors of margins, for one thread. */
    CovarianceFactor.Meter meter() {
        return covariance.meter();
    }

    /** Puts the ends of the interval of the mean of a row with this margin into an array of two. */
    public void mean(double margin, double error, double[] ends) {
        ends[0] = linked(margin - reach * error);
        ends[1] = linked(margin + reach * error);
    }

    /** Puts the ends of the interval of an observation into an array of two. */
    public void observation(double margin, double error, double[] ends) {
        double spread = reach * Math.sqrt(error * error + Objects.requireNonNull(scale));
        ends[0] = margin - spread;
        ends[1] = margin + spread;
    }

    private double linked(double margin) {
        return switch (model) {
            case LINEAR, SVM, SOFTMAX -> margin;
            case LOGISTIC -> ModelType.sigmoid(margin);
            case POISSON -> StrictMath.exp(margin);
        };
    }
}
