package io.descent.job;

import java.util.List;
import java.util.Map;
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
 * @param origin what a picture of the rows is made of; null where nothing was kept for that
 */
public record DatasetSummary(
        int rows,
        int trainingRows,
        int validationRows,
        List<String> featureNames,
        List<String> classNames,
        String sha256,
        @Nullable String validationSha256,
        @Nullable Origin origin) {

    /**
     * How the rows can be found again, or how far they went.
     *
     * @param dataset what names a stored table or a generator, as it stands in JSON; null for rows that stood in the request
     * @param ranges of each feature the least and the largest value; empty where they were not looked for
     */
    public record Origin(@Nullable Map<String, @Nullable Object> dataset, List<Double> ranges) {
        public Origin {
            ranges = List.copyOf(ranges);
        }

        /** Tells whether nothing is known. */
        public boolean isNothing() {
            return dataset == null && ranges.isEmpty();
        }
    }

    public DatasetSummary {
        featureNames = List.copyOf(featureNames);
        classNames = List.copyOf(classNames);
    }

    /** Returns that of a dataset whose rows are trained on, but for those of weight 0. */
    public static DatasetSummary of(
            int rows, int trainingRows, List<String> featureNames, List<String> classNames, String sha256) {
        return new DatasetSummary(rows, trainingRows, 0, featureNames, classNames, sha256, null, null);
    }

    /** Returns this with some of the rows set apart for validation. */
    public DatasetSummary setApart(int validation) {
        return new DatasetSummary(
                rows, trainingRows - validation, validation, featureNames, classNames, sha256, null, origin);
    }

    /** Returns this with another dataset for validation. */
    public DatasetSummary validatedBy(int otherRows, String otherSha256) {
        return new DatasetSummary(rows, trainingRows, otherRows, featureNames, classNames, sha256, otherSha256, origin);
    }

    /** Returns this with what a picture of the rows is made of. */
    public DatasetSummary from(Origin known) {
        return new DatasetSummary(
                rows, trainingRows, validationRows, featureNames, classNames, sha256, validationSha256, known);
    }

    /** Returns the number of features. */
    public int features() {
        return featureNames.size();
    }
}
