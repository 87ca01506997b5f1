package io.descent.tabular;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import io.descent.tabular.UnreadableFileException.Code;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/** Takes the values of a file of separated values, record after record, without a text of its own for each. */
abstract class Records extends CsvCallbackHandler<Boolean> {

    private long line;
    private int fields;
    private boolean empty;
    private boolean lastQuoted;

    /** Takes one value, without the quotes around it; blanks around a value without quotes are not part of it. */
    abstract void value(long line, int column, char[] text, int from, int to, boolean quoted);

    /** Takes the end of a record of so many values, not of an empty line; false for enough. */
    abstract boolean ended(long line, int count) throws UnreadableFileException;

    /** Reads all records of a text. */
    final void read(Reader text, char delimiter, char quote, int longest) throws IOException, UnreadableFileException {
        QuoteCount quotes = new QuoteCount(text, quote);
        try (CsvReader<Boolean> csv = CsvReader.builder()
                        .fieldSeparator(delimiter)
                        .quoteCharacter(quote)
                        .commentStrategy(CommentStrategy.SKIP)
                        .commentCharacter('#')
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .maxBufferSize(longest)
                        .build(this, quotes);
                CloseableIterator<Boolean> records = csv.iterator()) {
            while (records.hasNext()) {
                var _ = records.next();
                if (!empty && !ended(line, fields)) {
                    return;
                }
            }
        } catch (CsvParseException failure) {
            throw quotes.open()
                    ? unterminated()
                    : UnreadableFileException.of(
                            Code.TOO_LARGE,
                            line,
                            "is a row of more than " + longest + " characters, which is the most");
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        if (quotes.open() && lastQuoted) {
            throw unterminated();
        }
    }

    private UnreadableFileException unterminated() {
        return UnreadableFileException.of(Code.UNTERMINATED_QUOTE, line, "begins a value in quotes that no quote ends");
    }

    @Override
    protected final RecordType getRecordType() {
        return empty ? RecordType.EMPTY : RecordType.DATA;
    }

    @Override
    protected final int getFieldCount() {
        return fields;
    }

    @Override
    protected final void beginRecord(long startingLineNumber) {
        line = startingLineNumber;
        fields = 0;
        empty = false;
    }

    @Override
    protected final void addField(char[] text, int offset, int length, boolean quoted) {
        int from = offset;
        int to = offset + length;
        if (!quoted) {
            while (from < to && text[from] == ' ') {
                from++;
            }
            while (to > from && text[to - 1] == ' ') {
                to--;
            }
        }
        lastQuoted = quoted;
        value(line, fields, text, from, to, quoted);
        fields++;
    }

    @Override
    protected final void setComment(char[] text, int offset, int length) {
        empty = true;
    }

    @Override
    protected final void setEmpty() {
        empty = true;
    }

    @Override
    protected final Boolean buildRecord() {
        return true;
    }

    /** Counts the quotes of a text: an odd number is left open. */
    private static final class QuoteCount extends Reader {
        private final Reader text;
        private final char quote;
        private long count;

        QuoteCount(Reader text, char quote) {
            this.text = text;
            this.quote = quote;
        }

        boolean open() {
            return count % 2 == 1;
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            int read = text.read(into, offset, length);
            for (int i = offset; i < offset + read; i++) {
                count += into[i] == quote ? 1 : 0;
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }
}
