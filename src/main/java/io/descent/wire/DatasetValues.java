package io.descent.wire;

import static io.descent.schema.Mistake.Code.NOT_FINITE;
import static io.descent.schema.Mistake.Code.OUT_OF_RANGE;
import static io.descent.schema.Mistake.Code.RAGGED;
import static io.descent.schema.Mistake.Code.TOO_LARGE;
import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import io.descent.data.Column;
import io.descent.data.DoubleArray;
import io.descent.data.IntArray;
import io.descent.dataset.DatasetDraft;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the fields of a dataset, number by number into growing arrays. Each method reads the value that the parser
 * stands on to its end, collects every mistake in it, and returns null when there was one.
 */
final class DatasetValues {

    private final JsonParser parser;
    private final long maxCells;
    private final Mistakes mistakes;
    private long cells;

    DatasetValues(JsonParser parser, long maxCells, Mistakes mistakes) {
        this.parser = parser;
        this.maxCells = maxCells;
        this.mistakes = mistakes;
    }

    /** Reads rows of numbers, or a flat list as one feature. */
    DatasetDraft.@Nullable Matrix matrix(String pointer) {
        long before = mistakes.count();
        if (!startsList(pointer, "a list of rows, each a list of numbers")) {
            return null;
        }
        DoubleArray values = new DoubleArray();
        int rows = 0;
        int features = -1;
        boolean flat = false;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken(), rows++) {
            boolean nested = token == JsonToken.START_ARRAY;
            if (rows == 0) {
                flat = !nested;
                features = flat ? 1 : -1;
            }
            if (flat) {
                number(pointer, rows, values);
                continue;
            }
            if (!nested) {
                mistakes.add(Mistakes.at(pointer, rows), WRONG_TYPE, "must be a list of numbers, as the first row is");
                parser.skipChildren();
                continue;
            }
            int width = row(pointer, rows, values);
            if (features < 0) {
                features = width;
            } else if (width != features) {
                mistakes.add(
                        Mistakes.at(pointer, rows),
                        RAGGED,
                        "must hold as many features as the first row: " + features + ", not " + width);
            }
        }
        return mistakes.count() > before ? null : new DatasetDraft.Matrix(values.drain(), rows, Math.max(features, 0));
    }

    private int row(String pointer, int row, DoubleArray values) {
        int width = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken(), width++) {
            if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
                double value = parser.getDoubleValue();
                if (Double.isFinite(value)) {
                    add(value, pointer, values);
                    continue;
                }
            }
            notANumber(Mistakes.at(Mistakes.at(pointer, row), width));
        }
        return width;
    }

    private void number(String pointer, int index, DoubleArray values) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            double value = parser.getDoubleValue();
            if (Double.isFinite(value)) {
                add(value, pointer, values);
                return;
            }
        }
        notANumber(Mistakes.at(pointer, index));
    }

    private void add(double value, String pointer, DoubleArray values) {
        if (room(1, pointer)) {
            values.add(value);
        }
    }

    /** Tells whether the dataset may have some more values; adds a mistake for the first that it may not. */
    private boolean room(long more, String pointer) {
        boolean before = cells <= maxCells;
        cells += more;
        if (cells > maxCells && before) {
            mistakes.add(pointer, TOO_LARGE, "a dataset must have at most " + maxCells + " values (DESCENT_MAX_CELLS)");
        }
        return cells <= maxCells;
    }

    private void notANumber(String pointer) {
        Mistake.Code code = parser.currentToken().isNumeric() ? NOT_FINITE : WRONG_TYPE;
        mistakes.add(pointer, code, "must be a finite number, not " + describe());
        parser.skipChildren();
    }

    private String describe() {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> "null";
            case VALUE_STRING -> "a text";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case START_ARRAY -> "a list";
            case START_OBJECT -> "an object";
            default -> Double.isFinite(parser.getDoubleValue()) ? "a number" : "one beyond the range of a double";
        };
    }

    /** Reads a list of numbers. */
    double @Nullable [] numbers(String pointer) {
        long before = mistakes.count();
        if (!startsList(pointer, "a list of numbers")) {
            return null;
        }
        DoubleArray values = new DoubleArray();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            number(pointer, i, values);
        }
        return mistakes.count() > before ? null : values.drain();
    }

    /** Reads a list of whole numbers from 0 on; 3.0 is whole, too. */
    int @Nullable [] wholeNumbers(String pointer) {
        long before = mistakes.count();
        if (!startsList(pointer, "a list of whole numbers")) {
            return null;
        }
        IntArray values = new IntArray();
        long most = maxCells + 1;
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            boolean number = parser.currentToken().isNumeric();
            double value = number ? parser.getDoubleValue() : Double.NaN;
            if (!(value >= 0 && value <= Integer.MAX_VALUE && value == Math.rint(value))) {
                mistakes.add(
                        Mistakes.at(pointer, i),
                        number ? OUT_OF_RANGE : WRONG_TYPE,
                        "must be a whole number of at least 0, not " + (number ? parser.getString() : describe()));
                parser.skipChildren();
            } else if (i < most) {
                values.add((int) value);
            } else if (i == most) {
                mistakes.add(pointer, TOO_LARGE, "must hold at most " + most + " numbers (DESCENT_MAX_CELLS)");
            }
        }
        return mistakes.count() > before ? null : values.drain();
    }

    /** Reads a list whose values are all numbers, all texts or all booleans. */
    @Nullable
    Column column(String pointer) {
        long before = mistakes.count();
        if (!startsList(pointer, "a list of numbers, texts or booleans")) {
            return null;
        }
        Column column = switch (parser.nextToken()) {
            case VALUE_STRING -> Column.Texts.of(texts(pointer, true));
            case VALUE_TRUE, VALUE_FALSE -> booleans(pointer);
            default -> {
                DoubleArray values = new DoubleArray();
                for (int i = 0; parser.currentToken() != JsonToken.END_ARRAY; i++, parser.nextToken()) {
                    number(pointer, i, values);
                }
                yield new Column.Numbers(values.drain());
            }
        };
        return mistakes.count() > before ? null : column;
    }

    private List<String> texts(String pointer, boolean asTheFirst) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; parser.currentToken() != JsonToken.END_ARRAY; i++, parser.nextToken()) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                cells++;
                texts.add(parser.getString());
            } else {
                mistakes.add(
                        Mistakes.at(pointer, i),
                        WRONG_TYPE,
                        "must be a text" + (asTheFirst ? ", as the first value is" : ""));
                parser.skipChildren();
            }
        }
        return texts;
    }

    private Column booleans(String pointer) {
        List<Boolean> booleans = new ArrayList<>();
        for (int i = 0; parser.currentToken() != JsonToken.END_ARRAY; i++, parser.nextToken()) {
            switch (parser.currentToken()) {
                case VALUE_TRUE -> booleans.add(true);
                case VALUE_FALSE -> booleans.add(false);
                default -> {
                    mistakes.add(Mistakes.at(pointer, i), WRONG_TYPE, "must be true or false, as the first value is");
                    parser.skipChildren();
                }
            }
        }
        return Column.Booleans.of(booleans);
    }

    /** Reads a list of texts. */
    @Nullable
    List<String> texts(String pointer) {
        long before = mistakes.count();
        if (!startsList(pointer, "a list of texts")) {
            return null;
        }
        parser.nextToken();
        List<String> texts = texts(pointer, false);
        return mistakes.count() > before ? null : List.copyOf(texts);
    }

    /** Reads a text. */
    @Nullable
    String text(String pointer) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        mistakes.add(pointer, WRONG_TYPE, "must be a text");
        parser.skipChildren();
        return null;
    }

    /** Reads an object of columns, in which values may be missing. */
    @Nullable
    Map<String, Column> columns(String pointer) {
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
            Column column = withMissing(place);
            if (column != null && columns.putIfAbsent(name, column) != null) {
                mistakes.add(place, Mistake.Code.DUPLICATE, "stands here twice");
            }
        }
        return mistakes.count() > before ? null : columns;
    }

    private @Nullable Column withMissing(String pointer) {
        long before = mistakes.count();
        if (!startsList(pointer, "a list of numbers, texts or booleans")) {
            return null;
        }
        ColumnBuilder column = new ColumnBuilder();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (room(1, pointer)) {
                value(column, pointer, i);
            } else {
                parser.skipChildren();
            }
        }
        return mistakes.count() > before ? null : column.build();
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
            boolean infinite = parser.currentToken().isNumeric() && !Double.isFinite(parser.getDoubleValue());
            mistakes.add(
                    Mistakes.at(pointer, step),
                    infinite ? NOT_FINITE : WRONG_TYPE,
                    "must be " + kind + ", not " + describe());
            parser.skipChildren();
        }
    }

    /** Reads rows as objects; columns are in the order in which they first appear, and what a row leaves out is missing. */
    @Nullable
    Map<String, Column> records(String pointer) {
        long before = mistakes.count();
        if (!startsList(pointer, "a list of objects, one a row")) {
            return null;
        }
        Map<String, ColumnBuilder> columns = new LinkedHashMap<>();
        int row = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken(), row++) {
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
            } else if (fill(column, row, pointer) && room(1, pointer)) {
                value(column, Mistakes.at(pointer, row), name);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Makes a column as long as the rows before. */
    private boolean fill(ColumnBuilder column, int rows, String pointer) {
        if (!room(rows - column.size(), pointer)) {
            return false;
        }
        while (column.size() < rows) {
            column.addMissing();
        }
        return true;
    }

    private boolean startsList(String pointer, String expected) {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            return true;
        }
        mistakes.add(pointer, WRONG_TYPE, "must be " + expected);
        parser.skipChildren();
        return false;
    }
}
