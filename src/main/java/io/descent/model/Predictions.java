package io.descent.model;

import io.descent.data.Classes;
import io.descent.data.Dataset;
import io.descent.data.DenseRows;
import io.descent.data.RowReader;
import io.descent.data.SparseDataset;
import io.descent.data.SparseRows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of rows.
 *
 * @param margins the n·K margins, row after row
 * @param errors the standard errors of the margins of a model with one for each row; null where they were not asked for
 */
public record Predictions(LinearModel model, double[] margins, double @Nullable [] errors) {

    /** Makes predictions of which it is not asked how sure they are. */
    public Predictions(LinearModel model, double[] margins) {
        this(model, margins, null);
    }

    /** Predicts the rows of a dataset with the features of the model, each as {@link LinearModel#margin} sums it. */
    public static Predictions of(LinearModel model, Dataset data) {
        int outputs = model.outputs();
        double[] margins = new double[data.rows() * outputs];
        switch (data) {
            case DenseRows dense -> {
                RowReader rows = dense.reader();
                for (int i = 0; i < margins.length; i++) {
                    margins[i] = model.margin(rows.values(), rows.at(i / outputs), i % outputs);
                }
            }
            case SparseDataset sparse -> {
                SparseRows rows = sparse.matrix();
                for (int i = 0; i < margins.length; i++) {
                    int row = i / outputs;
                    margins[i] = model.margin(
                            rows.values(), rows.indices(), rows.offsets()[row], rows.offsets()[row + 1], i % outputs);
                }
            }
        }
        return new Predictions(model, margins);
    }

    /** Returns how many rows there are. */
    public int rows() {
        return margins.length / model.outputs();
    }

    /** Returns the classes of a classifier; none for a regression. */
    public List<Object> classes() {
        Classes classes = model.classes();
        return classes == null ? List.of() : classes.labels();
    }

    /** Tells whether there is a probability for each class. */
    public boolean hasProbabilities() {
        return model.type() == ModelType.LOGISTIC || model.type() == ModelType.SOFTMAX;
    }

    /** Tells whether the margins are what a classifier has in place of probabilities. */
    public boolean hasScores() {
        return model.type() == ModelType.SVM;
    }

    /** Returns what is expected of a row: a number; infinite where e^m is. Not for a classifier. */
    public double number(int row) {
        return switch (model.type()) {
            case LINEAR -> margins[row];
            case POISSON -> StrictMath.exp(margins[row]);
            case LOGISTIC, SOFTMAX, SVM -> throw new IllegalStateException("a classifier predicts classes");
        };
    }

    /** Returns the place of the class of a row, the first of several that are as probable. Not for a regression. */
    public int classOf(int row) {
        return switch (model.type()) {
            case LOGISTIC, SVM -> margins[row] > 0 ? 1 : 0;
            case SOFTMAX -> {
                int from = row * model.outputs();
                yield Softmax.largest(margins, from, model.outputs()) - from;
            }
            case LINEAR, POISSON -> throw new IllegalStateException("a regression predicts numbers");
        };
    }

    /** Tells whether a row has a prediction: its margins may be a difference of numbers beyond all doubles. */
    public boolean isDefined(int row) {
        int outputs = model.outputs();
        for (int k = row * outputs; k < (row + 1) * outputs; k++) {
            if (Double.isNaN(margins[k])) {
                return false;
            }
        }
        return true;
    }

    /** Returns a number for a regression, and for a classifier a class as one would write it; NaN where it is not defined. */
    public Object value(int row) {
        if (!isDefined(row)) {
            return Double.NaN;
        }
        return model.type().classifies() ? Classes.written(classes().get(classOf(row))) : (Object) number(row);
    }

    /** Puts the probabilities of all classes at a row into an array. Only where there are some. */
    public void probabilities(int row, double[] into) {
        if (model.type() == ModelType.LOGISTIC) {
            into[0] = ModelType.sigmoid(-margins[row]);
            into[1] = ModelType.sigmoid(margins[row]);
        } else {
            System.arraycopy(margins, row * into.length, into, 0, into.length);
            Softmax.probabilities(into, 0, into.length, 0);
        }
    }
}
