package io.descent.wire;

import static io.descent.schema.Mistake.Code.OUT_OF_RANGE;
import static io.descent.schema.Mistake.Code.RAGGED;
import static io.descent.schema.Mistake.Code.TOO_LARGE;
import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import io.descent.data.Column;
import io.descent.data.DoubleArray;
import io.descent.data.IntArray;
import io.descent.dataset.DatasetDraft;
import io.descent.schema.Mistakes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the fields of a dataset, number by number into growing arrays. Each method reads the value that the parser
 * stands on to its end, collects every mistake in it, and returns null when there was one.
 */
final class DatasetValues {

    private static final String NUMBER = "a finite number";

    private final Values values;
    private final JsonParser parser;
    private final Mistakes mistakes;

    DatasetValues(Values values) {
        this.values = values;
        this.parser = values.parser;
        this.mistakes = values.mistakes;
    }

    /** Reads rows of numbers, or a flat list as one feature. */
    DatasetDraft.@Nullable Matrix matrix(String pointer) {
        return values.startsList(pointer, "a list of rows, each a list of numbers")
                ? matrix(pointer, parser.nextToken(), JsonToken.END_ARRAY)
                : null;
    }

    /**
     * Reads the rows of a list that has begun.
     *
     * @param first what the parser stands on
     * @param end what comes after the last row; null for the end of the document
     */
    DatasetDraft.@Nullable Matrix matrix(String pointer, @Nullable JsonToken first, @Nullable JsonToken end) {
        long before = mistakes.count();
        DoubleArray numbers = new DoubleArray();
        int rows = 0;
        int features = -1;
        boolean flat = false;
        for (JsonToken token = first; token != end; token = parser.nextToken(), rows++) {
            boolean nested = token == JsonToken.START_ARRAY;
            if (rows == 0) {
                flat = !nested;
                features = flat ? 1 : -1;
            }
            if (flat) {
                number(pointer, rows, numbers);
                continue;
            }
            if (!nested) {
                mistakes.add(Mistakes.at(pointer, rows), WRONG_TYPE, "must be a list of numbers, as the first row is");
                parser.skipChildren();
                continue;
            }
            int width = row(pointer, rows, numbers);
            if (features < 0) {
                features = width;
            } else if (width != features) {
                mistakes.add(
                        Mistakes.at(pointer, rows),
                        RAGGED,
                        "must hold as many features as the first row: " + features + ", not " + width);
            }
        }
        return mistakes.count() > before ? null : new DatasetDraft.Matrix(numbers.drain(), rows, Math.max(features, 0));
    }

    private int row(String pointer, int row, DoubleArray numbers) {
        int width = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken(), width++) {
            if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
                double value = parser.getDoubleValue();
                if (Double.isFinite(value)) {
                    add(value, pointer, numbers);
                    continue;
                }
            }
            values.refuse(Mistakes.at(Mistakes.at(pointer, row), width), NUMBER);
        }
        return width;
    }

    private void number(String pointer, int index, DoubleArray numbers) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            double value = parser.getDoubleValue();
            if (Double.isFinite(value)) {
                add(value, pointer, numbers);
                return;
            }
        }
        values.refuse(Mistakes.at(pointer, index), NUMBER);
    }

    private void add(double value, String pointer, DoubleArray numbers) {
        if (values.room(1, pointer)) {
            numbers.add(value);
        }
    }

    /** Reads a list of numbers. */
    double @Nullable [] numbers(String pointer) {
        long before = mistakes.count();
        if (!values.startsList(pointer, "a list of numbers")) {
            return null;
        }
        DoubleArray numbers = new DoubleArray();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            number(pointer, i, numbers);
        }
        return mistakes.count() > before ? null : numbers.drain();
    }

    /** Reads a list of whole numbers from 0 on; 3.0 is whole, too. */
    int @Nullable [] wholeNumbers(String pointer) {
        long before = mistakes.count();
        if (!values.startsList(pointer, "a list of whole numbers")) {
            return null;
        }
        IntArray numbers = new IntArray();
        long most = values.most() + 1;
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            boolean number = parser.currentToken().isNumeric();
            double value = number ? parser.getDoubleValue() : Double.NaN;
            if (!(value >= 0 && value <= Integer.MAX_VALUE && value == Math.rint(value))) {
                mistakes.add(
                        Mistakes.at(pointer, i),
                        number ? OUT_OF_RANGE : WRONG_TYPE,
                        "must be a whole number of at least 0, not "
                                + (number ? parser.getString() : values.describe()));
                parser.skipChildren();
            } else if (i < most) {
                numbers.add((int) value);
            } else if (i == most) {
                mistakes.add(pointer, TOO_LARGE, "must hold at most " + most + " numbers (DESCENT_MAX_CELLS)");
            }
        }
        return mistakes.count() > before ? null : numbers.drain();
    }

    /** Reads a list whose values are all numbers, all texts or all booleans. */
    @Nullable
    Column column(String pointer) {
        long before = mistakes.count();
        if (!values.startsList(pointer, "a list of numbers, texts or booleans")) {
            return null;
        }
        Column column = switch (parser.nextToken()) {
            case VALUE_STRING -> Column.Texts.of(texts(pointer, true));
            case VALUE_TRUE, VALUE_FALSE -> booleans(pointer);
            default -> {
                DoubleArray numbers = new DoubleArray();
                for (int i = 0; parser.currentToken() != JsonToken.END_ARRAY; i++, parser.nextToken()) {
                    number(pointer, i, numbers);
                }
                yield new Column.Numbers(numbers.drain());
            }
        };
        return mistakes.count() > before ? null : column;
    }

    private List<String> texts(String pointer, boolean asTheFirst) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; parser.currentToken() != JsonToken.END_ARRAY; i++, parser.nextToken()) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                values.room(1, pointer);
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
        if (!values.startsList(pointer, "a list of texts")) {
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
}
