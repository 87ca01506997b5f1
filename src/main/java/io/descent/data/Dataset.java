package io.descent.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of features with a numeric target and, where given, weights. Immutable: nobody may change the arrays. */
public sealed interface Dataset extends RowSource permits DenseRows, SparseDataset {

    /** Returns the number of rows n, at least 1. */
    @Override
    int rows();

    @Override
    default Dataset inMemory() {
        return this;
    }

    /** Returns the number of features d, at least 1. */
    int features();

    /** Returns how many features of all rows are stored: n·d, or as many as sparse rows hold. */
    long stored();

    /** Returns the d names of the features. */
    @Override
    List<String> featureNames();

    /** Returns the n targets; the index of the class for a classifier. */
    double[] targets();

    /** Returns the n row weights, not negative and not all zero; null where every row weighs 1. */
    double @Nullable [] weights();

    /** Returns Σ weights: n where there are none. */
    default double totalWeight() {
        double[] weights = weights();
        if (weights == null) {
            return rows();
        }
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum;
    }

    /** Returns the weight of a row. */
    default double weight(int row) {
        double[] weights = weights();
        return weights == null ? 1 : weights[row];
    }

    /** Returns x[row, feature]; of sparse rows it has to be searched for. */
    double value(int row, int feature);

    /** Returns Σ x[row, j]·vector[from + j]. */
    double dot(int row, double[] vector, int from);

    /** Adds alpha·x[row, j] to vector[from + j] for every feature j. */
    void axpy(double alpha, int row, double[] vector, int from);

    /** Returns Σ x[row, j]². */
    double squaredNorm(int row);

    /** Returns some of the rows, in this order. */
    Dataset select(int[] rows);

    /** Returns the same rows with other weights. */
    Dataset withWeights(double @Nullable [] weights);
}
