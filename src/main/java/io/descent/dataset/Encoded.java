package io.descent.dataset;

import io.descent.data.encode.Encoding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a table became the features of a dataset.
 *
 * @param dropped how many rows were left out for their missing values
 * @param unknown by column, how many of its values are levels that training has not seen
 * @param sha256 of the table as it was given, in hexadecimal; null where the features tell as much
 */
public record Encoded(
        Encoding encoding,
        int dropped,
        Map<String, Integer> unknown,
        @Nullable String sha256) {}
