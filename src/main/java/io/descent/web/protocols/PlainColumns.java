package io.descent.web.protocols;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.dataset.DatasetDraft;
import io.descent.schema.InvalidRequestException;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of values as JSON has them, as rows that can be predicted. */
final class PlainColumns {

    private PlainColumns() {}

    /** Returns a request that is refused for one mistake. */
    static InvalidRequestException refusal(String pointer, Mistake.Code code, String detail) {
        Mistakes mistakes = new Mistakes();
        mistakes.add(pointer, code, detail);
        return new InvalidRequestException(mistakes);
    }

    /** Makes rows of columns of one length. */
    static DatasetDraft rows(SequencedMap<String, Column> columns, String pointer) {
        if (columns.isEmpty() || columns.firstEntry().getValue().size() == 0) {
            throw refusal(pointer, Mistake.Code.EMPTY, "must hold at least one row");
        }
        long lengths = columns.values().stream().map(Column::size).distinct().count();
        if (lengths > 1) {
            throw refusal(pointer, Mistake.Code.LENGTH_MISMATCH, "must hold columns of one length");
        }
        return DatasetDraft.of(pointer, new Table(columns), () -> "", null, null, null);
    }

    /** Makes rows of the features of a model, in their order. */
    static DatasetDraft features(List<? extends List<?>> rows, String pointer) {
        int width = rows.isEmpty() ? 0 : rows.getFirst().size();
        double[] values = new double[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            List<?> row = rows.get(i);
            if (row.size() != width) {
                throw refusal(
                        Mistakes.at(pointer, i),
                        Mistake.Code.RAGGED,
                        "must hold as many values as the first row: " + width + ", not " + row.size());
            }
            for (int j = 0; j < width; j++) {
                if (!(row.get(j) instanceof Number number) || !Double.isFinite(number.doubleValue())) {
                    throw refusal(
                            Mistakes.at(Mistakes.at(pointer, i), j),
                            Mistake.Code.WRONG_TYPE,
                            "must be a finite number; send columns by name for texts and missing values");
                }
                values[i * width + j] = number.doubleValue();
            }
        }
        DatasetDraft draft = new DatasetDraft(pointer);
        draft.put("x", pointer, new DatasetDraft.Matrix(values, rows.size(), width));
        return draft;
    }

    /** Makes a column of values that are all numbers, texts or booleans; null is missing. */
    static Column column(List<? extends @Nullable Object> values, String pointer) {
        Object first = 0.0;
        for (Object value : values) {
            if (value != null) {
                first = value;
                break;
            }
        }
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            boolean alike = value == null
                    || (first instanceof Number
                            && value instanceof Number number
                            && Double.isFinite(number.doubleValue()))
                    || (first instanceof String && value instanceof String)
                    || (first instanceof Boolean && value instanceof Boolean);
            if (!alike) {
                throw refusal(
                        Mistakes.at(pointer, i),
                        Mistake.Code.WRONG_TYPE,
                        "must be null, or a number, text or boolean as the other values of the column are");
            }
        }
        return switch (first) {
            case String _ ->
                Column.Texts.of(values.stream()
                        .<@Nullable String>map(String.class::cast)
                        .toList());
            case Boolean _ ->
                Column.Booleans.of(values.stream()
                        .<@Nullable Boolean>map(Boolean.class::cast)
                        .toList());
            default ->
                new Column.Numbers(values.stream()
                        .mapToDouble(value -> value instanceof Number number ? number.doubleValue() : Double.NaN)
                        .toArray());
        };
    }

    /** Makes rows of objects, of which each may leave fields out. */
    static DatasetDraft records(List<? extends Map<?, ?>> records, String pointer) {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        Stream<String> names = records.stream()
                .flatMap(record -> record.keySet().stream())
                .map(String::valueOf)
                .distinct();
        names.toList()
                .forEach(name -> columns.put(
                        name,
                        column(
                                records.stream()
                                        .<@Nullable Object>map(record -> record.get(name))
                                        .toList(),
                                Mistakes.at(pointer, name))));
        return rows(columns, pointer);
    }
}
