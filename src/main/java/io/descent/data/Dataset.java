package io.descent.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of features with a numeric target and, where given, weights. Immutable: nobody may change the arrays. */
public sealed interface Dataset permits DenseDataset {

    /** Returns the number of rows n, at least 1. */
    int rows();

    /** Returns the number of features d, at least 1. */
    int features();

    /** Returns the d names of the features. */
    List<String> featureNames();

    /** Returns the n targets; the index of the class for a classifier. */
    double[] targets();

    /** Returns the n row weights, not negative and not all zero; null where every row weighs 1. */
    double @Nullable [] weights();

    /** Returns Σ weights: n where there are none. */
    double totalWeight();
}
