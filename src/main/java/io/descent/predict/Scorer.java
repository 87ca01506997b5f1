package io.descent.predict;

import io.descent.data.Table;
import io.descent.data.encode.ColumnType;
import io.descent.data.encode.Encoding;
import io.descent.data.encode.EncodingSpec;
import io.descent.data.encode.FeatureVisitor;
import io.descent.dataset.ColumnsToPredict;
import io.descent.dataset.DatasetDraft;
import io.descent.dataset.DatasetResolver;
import io.descent.dataset.KnownFeatures;
import io.descent.dataset.RowsToPredict;
import io.descent.dataset.TrainingData;
import io.descent.fit.catalog.FitSettings;
import io.descent.inference.CovarianceFactor;
import io.descent.inference.Inference;
import io.descent.job.Ending;
import io.descent.job.Job;
import io.descent.model.LinearModel;
import io.descent.model.Predictions;
import io.descent.model.Truth;
import io.descent.schema.Mistakes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A fit that predicts. Immutable.
 *
 * @param fit its id
 * @param spec how columns become features, as it was asked for
 * @param quantile the one that it predicts; null for none
 * @param inference how sure its parameters are; null where that was not asked for
 */
public record Scorer(
        String fit,
        LinearModel model,
        KnownFeatures known,
        EncodingSpec spec,
        @Nullable Double quantile,
        @Nullable Inference inference) {

    /** Makes it of a fit; nothing where that has no parameters. */
    public static Optional<Scorer> of(Job job) {
        if (!(job.ending() instanceof Ending.Success success)) {
            return Optional.empty();
        }
        LinearModel model = success.model();
        EncodingSpec spec = FitSettings.encodingAlone(job.config());
        Encoding encoding = spec == null || spec.columns().isEmpty()
                ? Encoding.ofNumbers(model.features())
                : new Encoding(new LinkedHashMap<>(spec.columns()), false);
        return Optional.of(new Scorer(
                job.id(),
                model,
                new KnownFeatures(model.features(), encoding, model.classes()),
                spec == null ? EncodingSpec.DEFAULT : spec,
                FitSettings.quantileAlone(job.config()),
                success.inference()));
    }

    /** Returns what it says of the rows of a request; throws where there are mistakes in them. */
    public Scored score(DatasetDraft draft, long maxCells, Mistakes mistakes) {
        return score(draft, maxCells, null, mistakes);
    }

    /**
     * Returns what it says of the rows of a request; throws where there are mistakes in them.
     *
     * @param intervals to measure errors for; null for none
     */
    public Scored score(DatasetDraft draft, long maxCells, @Nullable Intervals intervals, Mistakes mistakes) {
        RowsToPredict rows = RowsToPredict.of(draft, known, spec.handleUnknown(), maxCells, mistakes);
        mistakes.throwIfAny();
        if (rows == null) {
            throw new IllegalStateException("rows without mistakes can be predicted");
        }
        Margins margins = new Margins(model, rows.rows(), intervals);
        rows.visit(margins);
        mistakes.throwIfAny();
        return new Scored(margins.predictions(model), rows.ignored(), rows.unknown());
    }

    /** Returns what finds the columns of a table, whose rows {@link #score(Table, ColumnsToPredict, Intervals)} takes. */
    public ColumnsToPredict columns(String pointer, Mistakes mistakes) {
        return ColumnsToPredict.ofTable(known, spec.handleUnknown(), pointer, mistakes);
    }

    /**
     * Returns what it says of the next rows of a table.
     *
     * @param intervals to measure errors for; null for none
     */
    public Predictions score(Table stretch, ColumnsToPredict columns, @Nullable Intervals intervals) {
        Margins margins = new Margins(model, stretch.rows(), intervals);
        columns.visit(stretch, margins);
        return margins.predictions(model);
    }

    /** Returns the types that it takes its columns for, in the order of the columns. */
    public SequencedMap<String, ColumnType> types() {
        SequencedMap<String, ColumnType> types = new LinkedHashMap<>();
        known.encoding().columns().forEach((name, column) -> types.put(name, column.type()));
        return types;
    }

    /** Returns what it says of rows with a target, beside the target; throws where there are mistakes in them. */
    public Judged judge(DatasetDraft draft, DatasetResolver.Environment environment, Mistakes mistakes) {
        TrainingData rows = targeted(draft, environment, mistakes);
        return new Judged(
                Predictions.of(model, rows.dataset()),
                Truth.of(rows.dataset()),
                rows.encoded() == null ? Map.of() : rows.encoded().unknown(),
                rows.encoded() == null ? 0 : rows.encoded().dropped());
    }

    /** Returns rows with a target, as its features; throws where there are mistakes in them. */
    public TrainingData targeted(DatasetDraft draft, DatasetResolver.Environment environment, Mistakes mistakes) {
        DatasetResolver.Task task = new DatasetResolver.Task(model.type(), spec, true, null, 0, true, null);
        TrainingData rows = DatasetResolver.resolveValidation(draft, task, known, environment, mistakes);
        mistakes.throwIfAny();
        if (rows == null) {
            throw new IllegalStateException("rows without mistakes can be predicted");
        }
        return rows;
    }

    /** The margins of rows, summed in the order that {@link LinearModel#margin(double[], int, int)} states. */
    private static final class Margins implements FeatureVisitor {

        private final double[] coef;
        private final double[] intercept;
        private final int features;
        private final double[] all;
        private final CovarianceFactor.@Nullable Meter meter;
        private final double[] errors;
        private int at;

        Margins(LinearModel model, int rows, @Nullable Intervals intervals) {
            this.meter = intervals == null ? null : intervals.meter();
            this.errors = new double[intervals == null ? 0 : rows];
            this.coef = model.coef();
            this.intercept = model.intercept();
            this.features = model.features().size();
            this.all = new double[Math.multiplyExact(rows, intercept.length)];
        }

        @Override
        public void feature(int place, double value) {
            for (int k = 0; k < intercept.length; k++) {
                all[at + k] += coef[k * features + place] * value;
            }
            if (meter != null) {
                meter.feature(place, value);
            }
        }

        Predictions predictions(LinearModel model) {
            return new Predictions(model, all, meter == null ? null : errors);
        }

        @Override
        public void endRow() {
            if (meter != null) {
                errors[at] = meter.stdError();
            }
            for (double b : intercept) {
                all[at++] += b;
            }
        }
    }
}
