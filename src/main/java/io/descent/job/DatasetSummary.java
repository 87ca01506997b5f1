package io.descent.job;

import java.util.List;

/**
 * What is kept of a dataset.
 *
 * @param sha256 of shape, names, features, targets and weights, in hexadecimal
 */
public record DatasetSummary(int rows, List<String> featureNames, String sha256) {

    public DatasetSummary {
        featureNames = List.copyOf(featureNames);
    }

    /** Returns the number of features. */
    public int features() {
        return featureNames.size();
    }
}
