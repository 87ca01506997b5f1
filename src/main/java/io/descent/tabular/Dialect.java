package io.descent.tabular;

import java.util.List;

/**
 * How a file of separated values is written.
 *
 * @param encoding the name of its character set: utf-8, utf-16le, utf-16be or windows-1252
 * @param delimiter between two values
 * @param quote around values that hold a delimiter, a line break or a quote, which is doubled
 * @param header whether its first row names the columns
 * @param decimal the decimal point: a point or a comma
 * @param nullValues the texts that stand for a missing value
 */
public record Dialect(
        String encoding, char delimiter, char quote, boolean header, char decimal, List<String> nullValues) {

    /** What stands for a missing value unless the caller says otherwise. */
    public static final List<String> NULL_VALUES =
            List.of("", "NA", "N/A", "n/a", "na", "null", "NULL", "Null", "NaN", "nan", "None", "-");

    public Dialect {
        nullValues = List.copyOf(nullValues);
    }
}
