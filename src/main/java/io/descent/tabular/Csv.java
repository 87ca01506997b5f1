package io.descent.tabular;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The tokenizer of delimited text. */
final class Csv {

    private Csv() {}

    /** Makes a reader that gives all cells to a handler, which itself holds the rows against each other. */
    static <T> CsvReader<T> reader(
            Reader text,
            char delimiter,
            char quote,
            @Nullable Character comment,
            int longestCell,
            CsvCallbackHandler<T> handler) {
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(quote)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(longestCell + (1 << 16));
        if (comment != null) {
            builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(comment);
        }
        return builder.build(handler, text);
    }
}
