package io.descent.dataset;

import io.descent.data.Classes;
import io.descent.data.Dataset;
import io.descent.data.Digest;
import io.descent.data.Split;
import io.descent.data.encode.Encoding;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset ready for a model.
 *
 * @param dataset the rows that count, with the weights that were given: a row of weight 0 is none of them
 * @param classes what the targets stand for, where they are classes
 * @param given all rows; the target of one that does not count is 0
 * @param encoded how they were made of the columns of a table; null where they were none
 * @param clusters a number for the cluster of each row that counts; null where none were asked for
 * @param places which of the rows that were given each row that counts is; null where all count
 */
public record TrainingData(
        Dataset dataset,
        @Nullable Classes classes,
        Dataset given,
        @Nullable Encoded encoded,
        int @Nullable [] clusters,
        int @Nullable [] places) {

    /** Returns how many rows there were, those included that were left out for their missing values. */
    public int givenRows() {
        return given.rows() + (encoded == null ? 0 : encoded.dropped());
    }

    /** Returns the digest of the rows as they were given, in hexadecimal. */
    public String sha256() {
        return encoded == null || encoded.sha256() == null ? Digest.of(given) : encoded.sha256();
    }

    /** Returns what other rows must go with. */
    public KnownFeatures known() {
        List<String> names = dataset.featureNames();
        return new KnownFeatures(names, encoded == null ? Encoding.ofNumbers(names) : encoded.encoding(), classes);
    }

    /** Returns this with the rows of a split to train on. */
    public TrainingData with(Split split) {
        return new TrainingData(
                split.training(),
                classes,
                given,
                encoded,
                selected(clusters, split.trainingRows()),
                composed(places, split.trainingRows()));
    }

    /** Returns which of the rows that were given some of them are. */
    static int @Nullable [] composed(int @Nullable [] places, int @Nullable [] rows) {
        return places == null ? rows : selected(places, rows);
    }

    /** Returns the numbers of some rows; null where there are none. */
    static int @Nullable [] selected(int @Nullable [] numbers, int @Nullable [] rows) {
        return numbers == null || rows == null
                ? numbers
                : Arrays.stream(rows).map(row -> numbers[row]).toArray();
    }
}
