package io.descent.tabular;

import io.descent.tabular.Cells.Origin;
import io.descent.tabular.UnreadableFileException.Code;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** The rows of a file of JSON objects, one after the other, usually one a line. */
record NdjsonRecords(SourceText source, ReadLimits limits) implements Records {

    private static final int LONGEST_NUMBER = 1000;

    @Override
    public void read(Cells cells, long most) throws IOException, UnreadableFileException {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(limits.cellLength())
                        .maxNameLength(limits.cellLength())
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .build();
        try (Reader text = source.open();
                JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            Seen seen = new Seen();
            long rows = 0;
            while (rows < most && nextRow(parser)) {
                object(parser, cells, seen, ++rows);
                cells.endRow();
            }
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (StreamConstraintsException e) {
            throw refused(
                    Code.TOO_LONG,
                    "a text, number or name is longer than what is read: " + plain(e),
                    e.getLocation(),
                    null);
        } catch (JacksonException e) {
            throw refused(Code.SYNTAX, "is not JSON: " + plain(e), e.getLocation(), null);
        }
    }

    private static boolean nextRow(JsonParser parser) throws UnreadableFileException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            return false;
        }
        if (token != JsonToken.START_OBJECT) {
            throw refused(
                    Code.SYNTAX,
                    "each line is one JSON object, its fields the columns",
                    parser.currentTokenLocation(),
                    parser.getString());
        }
        return true;
    }

    /** In which row each column was seen last, to tell of a field that stands twice. */
    private static final class Seen {

        private long[] rows = new long[16];

        boolean again(int column, long row) {
            if (column >= rows.length) {
                rows = Arrays.copyOf(rows, Math.max(column + 1, rows.length * 2));
            }
            boolean again = rows[column] == row;
            rows[column] = row;
            return again;
        }
    }

    private void object(JsonParser parser, Cells cells, Seen seen, long row) throws UnreadableFileException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            TokenStreamLocation place = parser.currentTokenLocation();
            String name = parser.currentName();
            int column = cells.columnOf(name, place.getLineNr());
            if (seen.again(column, row)) {
                throw refused(Code.DUPLICATE, "a field stands twice in one object", place, name);
            }
            Origin origin = switch (parser.nextToken()) {
                case VALUE_STRING -> Origin.STRING;
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> Origin.PLAIN;
                case VALUE_NULL -> Origin.NULL;
                default ->
                    throw refused(
                            Code.WRONG_TYPE,
                            "a value is a number, a text, a boolean or null; objects and arrays have no column",
                            parser.currentTokenLocation(),
                            parser.getString());
            };
            if (parser.getStringLength() > limits.cellLength()) {
                throw LayoutSniffer.tooLong(
                        place.getLineNr(), place.getColumnNr(), "text", limits.cellLength(), parser.getString());
            }
            cells.cell(
                    column,
                    origin,
                    place.getLineNr(),
                    parser.getStringCharacters(),
                    parser.getStringOffset(),
                    parser.getStringLength());
        }
    }

    /** Returns the message of the parser without what it says of itself. */
    private static String plain(JacksonException fault) {
        String message = "" + fault.getOriginalMessage();
        int line = message.indexOf('\n');
        return (line < 0 ? message : message.substring(0, line))
                .replaceAll("\\(from [^)]*\\)|`[A-Za-z.]*\\(?\\)?`", "")
                .strip();
    }

    private static UnreadableFileException refused(
            Code code, String detail, @Nullable TokenStreamLocation place, @Nullable String text) {
        return new UnreadableFileException(
                code, detail, place == null ? 0 : place.getLineNr(), place == null ? 0 : place.getColumnNr(), text);
    }
}
