package io.descent.tabular;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file of delimited text was read.
 *
 * @param encoding its name in lower case, as IANA has it
 * @param comment what begins lines that were left out; null if none were
 * @param nullValues the texts that mean «missing»
 * @param notes what a reader of the answer should know: another encoding than expected, columns that were renamed
 */
public record Dialect(
        String encoding,
        char delimiter,
        char quote,
        @Nullable Character comment,
        boolean header,
        char decimal,
        List<String> nullValues,
        List<String> notes) {

    static final char QUOTE = '"';

    /** What means «missing» unless the caller says otherwise: what pandas takes for it, and a dash alone. */
    public static final List<String> NULL_VALUES = List.of(
            "",
            "NA",
            "N/A",
            "n/a",
            "<NA>",
            "#N/A",
            "#N/A N/A",
            "#NA",
            "null",
            "NULL",
            "None",
            "NaN",
            "nan",
            "-NaN",
            "-nan",
            "-");

    public Dialect {
        nullValues = List.copyOf(nullValues);
        notes = List.copyOf(notes);
    }

    Dialect withDecimal(char other) {
        return new Dialect(encoding, delimiter, quote, comment, header, other, nullValues, notes);
    }
}
