package io.descent.data.encode;

/** What is done about the missing values of a column; the fills are those of scikit-learn's SimpleImputer. */
public enum Missing {
    /** They are refused. */
    ERROR,
    /** Their rows are left out. */
    DROP,
    /** Filled with the mean of the training rows. */
    MEAN,
    /** Filled with the median of the training rows. */
    MEDIAN,
    /** Filled with the most frequent value of the training rows, the smallest of several. */
    MOST_FREQUENT,
    /** Filled with 0; of a category they are a level of their own. */
    CONSTANT
}
