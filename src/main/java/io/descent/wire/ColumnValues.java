package io.descent.wire;

import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import io.descent.data.Column;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads named columns, in which values may be missing, value by value into growing ones. Each method reads to the end of what
 * the parser stands on, collects every mistake in it, and returns null when there was one.
 */
final class ColumnValues {

    private final Values values;
    private final JsonParser parser;
    private final Mistakes mistakes;

    ColumnValues(Values values) {
        this.values = values;
        this.parser = values.parser;
        this.mistakes = values.mistakes;
    }

    /** Reads an object of columns, in which values may be missing. */
    @Nullable
    Map<String, Column> columns(String pointer) {
        return columns(pointer, false);
    }

    /** Reads an object of columns, of which each value may stand in a list of its own, as TensorFlow has it. */
    @Nullable
    Map<String, Column> nestedColumns(String pointer) {
        return columns(pointer, true);
    }

    private @Nullable Map<String, Column> columns(String pointer, boolean nested) {
        long before = mistakes.count();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            mistakes.add(pointer, WRONG_TYPE, "must be an object with a list of values for each column");
            parser.skipChildren();
            return null;
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            String place = Mistakes.at(pointer, name);
            parser.nextToken();
            Column column = withMissing(place, nested);
            if (column != null && columns.putIfAbsent(name, column) != null) {
                mistakes.add(place, Mistake.Code.DUPLICATE, "stands here twice");
            }
        }
        return mistakes.count() > before ? null : columns;
    }

    private @Nullable Column withMissing(String pointer, boolean nested) {
        long before = mistakes.count();
        if (!values.startsList(pointer, "a list of numbers, texts or booleans")) {
            return null;
        }
        ColumnBuilder column = new ColumnBuilder();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            cell(column, pointer, i, nested);
        }
        return mistakes.count() > before ? null : column.build();
    }

    private void cell(ColumnBuilder column, String pointer, int row, boolean nested) {
        if (!values.room(1, pointer)) {
            parser.skipChildren();
        } else if (!nested || parser.currentToken() != JsonToken.START_ARRAY) {
            value(column, pointer, row);
        } else if (parser.nextToken() == JsonToken.END_ARRAY) {
            mistakes.add(Mistakes.at(pointer, row), WRONG_TYPE, "must hold a value");
        } else {
            String place = Mistakes.at(pointer, row);
            value(column, place, 0);
            for (int more = 1; parser.nextToken() != JsonToken.END_ARRAY; more++) {
                if (more == 1) {
                    mistakes.add(place, WRONG_TYPE, "must hold one value alone");
                }
                parser.skipChildren();
            }
        }
    }

    /** Adds the value that the parser stands on; its pointer is made only where something is wrong with it. */
    private void value(ColumnBuilder column, String pointer, Object step) {
        String kind = column.kind();
        boolean added = switch (parser.currentToken()) {
            case VALUE_NULL -> {
                column.addMissing();
                yield true;
            }
            case VALUE_STRING -> column.add(parser.getString());
            case VALUE_TRUE, VALUE_FALSE -> column.add(parser.currentToken() == JsonToken.VALUE_TRUE);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                Double.isFinite(parser.getDoubleValue()) && column.add(parser.getDoubleValue());
            default -> false;
        };
        if (!added) {
            values.refuse(Mistakes.at(pointer, step), kind);
        }
    }

    /** Reads rows as objects; columns are in the order in which they first appear, and what a row leaves out is missing. */
    @Nullable
    Map<String, Column> records(String pointer) {
        return values.startsList(pointer, "a list of objects, one a row")
                ? records(pointer, parser.nextToken(), JsonToken.END_ARRAY)
                : null;
    }

    /**
     * Reads the rows of a list that has begun.
     *
     * @param first what the parser stands on
     * @param end what comes after the last row; null for the end of the document
     */
    @Nullable
    Map<String, Column> records(String pointer, @Nullable JsonToken first, @Nullable JsonToken end) {
        long before = mistakes.count();
        Map<String, ColumnBuilder> columns = new LinkedHashMap<>();
        int row = 0;
        for (JsonToken token = first; token != end; token = parser.nextToken(), row++) {
            if (token == JsonToken.START_OBJECT) {
                fields(pointer, row, columns);
            } else {
                mistakes.add(Mistakes.at(pointer, row), WRONG_TYPE, "must be an object with a value for each column");
                parser.skipChildren();
            }
        }
        if (row == 0) {
            mistakes.add(pointer, Mistake.Code.EMPTY, "must hold at least one row");
        }
        Map<String, Column> built = new LinkedHashMap<>();
        for (Map.Entry<String, ColumnBuilder> column : columns.entrySet()) {
            if (fill(column.getValue(), row, pointer)) {
                built.put(column.getKey(), column.getValue().build());
            }
        }
        return mistakes.count() > before ? null : built;
    }

    private void fields(String pointer, int row, Map<String, ColumnBuilder> columns) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            ColumnBuilder column = columns.computeIfAbsent(name, _ -> new ColumnBuilder());
            if (column.size() > row) {
                mistakes.add(Mistakes.at(Mistakes.at(pointer, row), name), Mistake.Code.DUPLICATE, "stands here twice");
                parser.skipChildren();
            } else if (fill(column, row, pointer) && values.room(1, pointer)) {
                value(column, Mistakes.at(pointer, row), name);
            } else {
                parser.skipChildren();
            }
        }
    }

    /**
     * The values of a tensor, in row-major order.
     *
     * @param innermost how many values each of the innermost lists has; −1 where the values stand in one list
     */
    record Nested(Column values, int innermost) {}

    /** Reads the values of a tensor, in one list or in lists of lists. */
    @Nullable
    Nested nested(String pointer) {
        long before = mistakes.count();
        if (!values.startsList(pointer, "a list of numbers, texts or booleans")) {
            return null;
        }
        ColumnBuilder column = new ColumnBuilder();
        int innermost = -1;
        int begun = 0;
        boolean ragged = false;
        for (int depth = 1; depth > 0; ) {
            switch (parser.nextToken()) {
                case START_ARRAY -> {
                    depth++;
                    begun = column.size();
                }
                case END_ARRAY -> {
                    depth--;
                    int length = column.size() - begun;
                    // an outer list ends without values of its own
                    if (depth > 0 && length > 0) {
                        ragged |= innermost >= 0 && innermost != length;
                        innermost = length;
                    }
                    begun = column.size();
                }
                default -> {
                    if (values.room(1, pointer)) {
                        value(column, pointer, column.size());
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
        if (ragged) {
            mistakes.add(pointer, Mistake.Code.RAGGED, "must hold lists of one length");
        }
        return mistakes.count() > before ? null : new Nested(column.build(), innermost);
    }

    /** Reads rows that are lists, all of one length, with a value for each column. */
    @Nullable
    List<Column> rows(String pointer) {
        long before = mistakes.count();
        if (!values.startsList(pointer, "a list of rows, each a list with a value for each column")) {
            return null;
        }
        List<ColumnBuilder> columns = new ArrayList<>();
        int row = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken(), row++) {
            String place = Mistakes.at(pointer, row);
            if (token != JsonToken.START_ARRAY) {
                values.refuse(place, "a list with a value for each column");
                continue;
            }
            int width = 0;
            for (; parser.nextToken() != JsonToken.END_ARRAY; width++) {
                if (row == 0) {
                    columns.add(new ColumnBuilder());
                }
                if (width < columns.size() && values.room(1, pointer)) {
                    value(columns.get(width), place, width);
                } else {
                    parser.skipChildren();
                }
            }
            if (width != columns.size()) {
                mistakes.add(
                        place,
                        Mistake.Code.RAGGED,
                        "must hold as many values as the first row: " + columns.size() + ", not " + width);
            }
        }
        if (row == 0) {
            mistakes.add(pointer, Mistake.Code.EMPTY, "must hold at least one row");
        }
        return mistakes.count() > before
                ? null
                : columns.stream().map(ColumnBuilder::build).toList();
    }

    /** Reads the names of columns, of which none may stand twice; pandas has numbers, too. */
    @Nullable
    List<String> names(String pointer) {
        long before = mistakes.count();
        if (!values.startsList(pointer, "a list of names")) {
            return null;
        }
        SequencedSet<String> names = new LinkedHashSet<>();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (!parser.currentToken().isScalarValue()) {
                values.refuse(Mistakes.at(pointer, i), "a text");
            } else if (!names.add(parser.getString())) {
                mistakes.add(Mistakes.at(pointer, i), Mistake.Code.DUPLICATE, "stands here twice");
            }
        }
        return mistakes.count() > before ? null : List.copyOf(names);
    }

    /** Makes a column as long as the rows before. */
    private boolean fill(ColumnBuilder column, int rows, String pointer) {
        if (!values.room(rows - column.size(), pointer)) {
            return false;
        }
        while (column.size() < rows) {
            column.addMissing();
        }
        return true;
    }
}
