package io.descent.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the data.
 *
 * @param rows of the dataset as it was given
 * @param trainingRows how many of them the model was trained on
 * @param validationRows how many rows it was validated with: some of the dataset's, or those of another one
 * @param classNames the classes of a classifier's target, else none
 * @param sha256 of shape, names, features, targets and weights of the dataset, in hexadecimal
 * @param validationSha256 the same of the other dataset; null where there is none
 */
public record DatasetSummary(
        int rows,
        int trainingRows,
        int validationRows,
        List<String> featureNames,
        List<String> classNames,
        String sha256,
        @Nullable String validationSha256) {

    public DatasetSummary {
        featureNames = List.copyOf(featureNames);
        classNames = List.copyOf(classNames);
    }

    /** Returns that of a dataset whose rows are trained on, but for those of weight 0. */
    public static DatasetSummary of(
            int rows, int trainingRows, List<String> featureNames, List<String> classNames, String sha256) {
        return new DatasetSummary(rows, trainingRows, 0, featureNames, classNames, sha256, null);
    }

    /** Returns this with some of the rows set apart for validation. */
    public DatasetSummary setApart(int validation) {
        return new DatasetSummary(rows, trainingRows - validation, validation, featureNames, classNames, sha256, null);
    }

    /** Returns this with another dataset for validation. */
    public DatasetSummary validatedBy(int otherRows, String otherSha256) {
        return new DatasetSummary(rows, trainingRows, otherRows, featureNames, classNames, sha256, otherSha256);
    }

    /** Returns the number of features. */
    public int features() {
        return featureNames.size();
    }
}
