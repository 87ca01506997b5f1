package io.descent.tabular;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import io.descent.tabular.UnreadableFileException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The rows of a file of delimited text. Empty lines are none. */
record CsvRecords(
        SourceText source, Layout layout, @Nullable Character comment, ReadLimits limits) implements Records {

    @Override
    public void read(Cells cells, long most) throws IOException, UnreadableFileException {
        LineEnds text = new LineEnds(source.open(), layout.quote());
        Handler handler = new Handler(cells, text);
        try (CsvReader<Boolean> reader =
                Csv.reader(text, layout.delimiter(), layout.quote(), comment, limits.cellLength(), handler)) {
            reader.skipLines(layout.skipped());
            for (Boolean _ : reader) {
                if (handler.rows >= most) {
                    return;
                }
            }
        } catch (Refused refused) {
            throw refused.reason;
        } catch (CsvParseException | UncheckedIOException e) {
            throw handler.reason(e);
        }
    }

    /** Carries a refusal through the tokenizer. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient UnreadableFileException reason;

        Refused(UnreadableFileException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    /** Takes what the tokenizer finds. */
    private final class Handler extends CsvCallbackHandler<Boolean> {

        private final Cells cells;
        private final LineEnds text;
        private final int columns = layout.names().size();
        private boolean header = layout.header();
        private RecordType type = RecordType.DATA;
        private long rows;
        private long line;
        private long length;
        private int fields;
        private char[] lastBuffer = new char[0];
        private int lastOffset;
        private int lastCount;

        Handler(Cells cells, LineEnds text) {
            this.cells = cells;
            this.text = text;
        }

        @Override
        protected RecordType getRecordType() {
            return type;
        }

        @Override
        protected int getFieldCount() {
            return fields;
        }

        @Override
        protected void beginRecord(long startingLine) {
            line = startingLine;
            type = RecordType.DATA;
            fields = 0;
            length = 0;
        }

        @Override
        protected void addField(char[] buffer, int offset, int count, boolean quoted) {
            length += count + 1L;
            if (count > limits.cellLength()) {
                throw refused(LayoutSniffer.tooLong(
                        line, fields + 1, "cell", limits.cellLength(), shown(buffer, offset, count)));
            }
            if (length > limits.lineLength()) {
                throw refused(LayoutSniffer.tooLong(
                        line, fields + 1, "line", limits.lineLength(), shown(buffer, offset, count)));
            }
            if (quoted && text.ended() && text.unterminated(isOnlyQuotes(buffer, offset, count))) {
                throw refused(new UnreadableFileException(
                        Code.UNTERMINATED_QUOTE,
                        "a quote that opens in this row is not closed up to the end of the file",
                        line,
                        fields + 1,
                        shown(buffer, offset, count)));
            }
            if (fields >= columns) {
                throw refused(ragged("more cells than the", shown(buffer, offset, count)));
            }
            if (!header) {
                try {
                    cells.cell(fields, Cells.Origin.PLAIN, line, buffer, offset, count);
                } catch (UnreadableFileException e) {
                    throw refused(e);
                }
            }
            lastBuffer = buffer;
            lastOffset = offset;
            lastCount = count;
            fields++;
        }

        private boolean isOnlyQuotes(char[] buffer, int offset, int count) {
            for (int i = offset; i < offset + count; i++) {
                if (buffer[i] != layout.quote()) {
                    return false;
                }
            }
            return true;
        }

        private UnreadableFileException ragged(String what, String shown) {
            return new UnreadableFileException(
                    Code.RAGGED,
                    ("the row has %s %d of the %s; quote cells in which the delimiter %s stands, or name the"
                                    + " delimiter")
                            .formatted(
                                    what,
                                    columns,
                                    layout.header() ? "header" : "first row",
                                    layout.delimiter() == '\t' ? "tab" : "`" + layout.delimiter() + "`"),
                    line,
                    fields + 1,
                    shown);
        }

        @Override
        protected void setComment(char[] buffer, int offset, int count) {
            type = RecordType.COMMENT;
            fields = 1;
        }

        @Override
        protected void setEmpty() {
            type = RecordType.EMPTY;
            fields = 1;
        }

        @Override
        protected Boolean buildRecord() {
            if (type != RecordType.DATA) {
                return true;
            }
            if (fields < columns) {
                throw refused(
                        ragged("%d cells instead of the".formatted(fields), shown(lastBuffer, lastOffset, lastCount)));
            }
            if (header) {
                header = false;
                return true;
            }
            try {
                cells.endRow();
            } catch (UnreadableFileException e) {
                throw refused(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            rows++;
            return true;
        }

        /** Returns what a fault of the tokenizer means; one that is not of the file goes on. */
        private UnreadableFileException reason(RuntimeException fault) throws IOException {
            Throwable cause = fault;
            while ((cause instanceof CsvParseException || cause instanceof UncheckedIOException)
                    && cause.getCause() != null) {
                cause = cause.getCause();
            }
            String message = "" + cause.getMessage();
            if (message.contains("buffer")) {
                return LayoutSniffer.tooLong(line, fields + 1, "cell", limits.cellLength(), null);
            }
            return switch (cause) {
                case Refused refused -> refused.reason;
                case CsvParseException _
                when message.contains("closing quote") ->
                    new UnreadableFileException(
                            Code.TEXT_AFTER_QUOTE,
                            "a quoted cell goes on after its closing quote; a quote within a cell is written twice",
                            line,
                            fields + 1,
                            null);
                case IOException broken -> throw broken;
                case RuntimeException other -> throw other;
                case Error other -> throw other;
                default -> throw fault;
            };
        }
    }

    private static Refused refused(UnreadableFileException reason) {
        return new Refused(reason);
    }

    private static String shown(char[] buffer, int offset, int count) {
        return Contradiction.shorten(buffer, offset, count);
    }
}
