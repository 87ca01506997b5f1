package io.descent.web.models;

import io.descent.data.Classes;
import io.descent.evaluate.Curves;
import io.descent.evaluate.ScoredRows;
import io.descent.model.Predictions;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What plots need, as far as it was asked for. */
record CurveAnswers(
        @Nullable List<Roc> roc,
        @Nullable List<PrecisionRecall> pr,
        @Nullable List<Calibration> calibration,
        @Nullable Residuals residuals) {

    /** What may be asked for. */
    enum Kind {
        ROC,
        PR,
        CALIBRATION,
        RESIDUALS
    }

    /** A receiver operating characteristic. */
    @Schema(name = "RocCurve")
    record Roc(
            @Schema(description = "the class against the rest")
            Object label,

            double[] fpr,
            double[] tpr,

            @Schema(description = "null for the first point, at which nothing is predicted")
            double[] threshold) {}

    /** Precision against recall. */
    @Schema(name = "PrecisionRecallCurve")
    record PrecisionRecall(
            @Schema(description = "the class against the rest")
            Object label,

            double[] precision,
            double[] recall,

            @Schema(description = "null for the first point, at which nothing is predicted")
            double[] threshold) {}

    /** Probabilities against what came true, in ten bins of which empty ones are left out. */
    @Schema(name = "CalibrationCurve")
    record Calibration(
            @Schema(description = "the class against the rest")
            Object label,

            @Schema(description = "mean probability of a bin's rows")
            double[] predicted,

            @Schema(description = "share of the bin's weight that is of the class")
            double[] observed,

            @Schema(description = "of the bin's rows") double[] weight) {}

    /** What a regression leaves of the targets. */
    @Schema(name = "Residuals")
    record Residuals(
            @Schema(description = "every so many-th row is here, so that there are at most a thousand")
            int step,

            double[] prediction,
            @Schema(description = "target − prediction") double[] residual) {}

    static CurveAnswers of(Set<Kind> wanted, ScoredRows rows) {
        Predictions predictions = rows.predictions();
        boolean classifies = predictions.model().type().classifies();
        return new CurveAnswers(
                classifies && wanted.contains(Kind.ROC) ? each(predictions, k -> roc(rows, k)) : null,
                classifies && wanted.contains(Kind.PR) ? each(predictions, k -> pr(rows, k)) : null,
                predictions.hasProbabilities() && wanted.contains(Kind.CALIBRATION)
                        ? each(predictions, k -> calibration(rows, k))
                        : null,
                !classifies && wanted.contains(Kind.RESIDUALS) ? residuals(rows) : null);
    }

    /** Of two classes the first is the mirror of the second. */
    private static <T> List<T> each(Predictions predictions, IntFunction<T> curve) {
        int classes = predictions.classes().size();
        return IntStream.range(classes == 2 ? 1 : 0, classes).mapToObj(curve).toList();
    }

    private static Object label(Predictions predictions, int k) {
        return Classes.written(predictions.classes().get(k));
    }

    private static Roc roc(ScoredRows rows, int k) {
        Curves.Roc curve = Curves.roc(rows, k);
        return new Roc(label(rows.predictions(), k), curve.fpr(), curve.tpr(), curve.threshold());
    }

    private static PrecisionRecall pr(ScoredRows rows, int k) {
        Curves.PrecisionRecall curve = Curves.precisionRecall(rows, k);
        return new PrecisionRecall(label(rows.predictions(), k), curve.precision(), curve.recall(), curve.threshold());
    }

    private static Calibration calibration(ScoredRows rows, int k) {
        Curves.Calibration curve = Objects.requireNonNull(Curves.calibration(rows, k));
        return new Calibration(label(rows.predictions(), k), curve.predicted(), curve.observed(), curve.weight());
    }

    private static Residuals residuals(ScoredRows rows) {
        Curves.Residuals left = Curves.residuals(rows);
        return new Residuals(left.step(), left.prediction(), left.residual());
    }
}
