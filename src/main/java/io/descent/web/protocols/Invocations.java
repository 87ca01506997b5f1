package io.descent.web.protocols;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.dataset.DatasetDraft;
import io.descent.predict.Scorer;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Rows as the scoring servers of MLflow and SageMaker take them. */
final class Invocations {

    private static final List<String> FORMS = List.of("dataframe_split", "dataframe_records", "instances", "inputs");

    private Invocations() {}

    /** Returns the rows of a JSON document. */
    static DatasetDraft rows(Map<?, ?> body) {
        List<String> given = FORMS.stream().filter(body::containsKey).toList();
        if (given.size() != 1) {
            throw PlainColumns.refusal(
                    "", Mistake.Code.REQUIRED, "must have exactly one of the fields " + String.join(", ", FORMS));
        }
        String form = given.getFirst();
        String pointer = "/" + form;
        Object rows = body.get(form);
        return switch (form) {
            case "dataframe_split" -> split(rows);
            case "inputs" -> rows instanceof Map<?, ?> columns ? columns(columns, pointer) : listed(rows, pointer);
            default -> listed(rows, pointer);
        };
    }

    private static DatasetDraft split(@Nullable Object frame) {
        String pointer = "/dataframe_split";
        if (!(frame instanceof Map<?, ?> parts)
                || !(parts.get("columns") instanceof List<?> names)
                || !(parts.get("data") instanceof List<?> data)) {
            throw PlainColumns.refusal(pointer, Mistake.Code.WRONG_TYPE, "must be an object with columns and data");
        }
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (int j = 0; j < names.size(); j++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 0; i < data.size(); i++) {
                if (!(data.get(i) instanceof List<?> row) || row.size() != names.size()) {
                    throw PlainColumns.refusal(
                            Mistakes.at(pointer + "/data", i),
                            Mistake.Code.RAGGED,
                            "must be a list with a value for each column: " + names.size());
                }
                values.add(row.get(j));
            }
            String name = String.valueOf(names.get(j));
            columns.put(name, PlainColumns.column(values, Mistakes.at(pointer, name)));
        }
        return PlainColumns.rows(columns, pointer);
    }

    private static DatasetDraft columns(Map<?, ?> given, String pointer) {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        given.forEach((name, values) -> columns.put(
                String.valueOf(name),
                PlainColumns.column(
                        values instanceof List<?> list ? flat(list) : List.of(),
                        Mistakes.at(pointer, String.valueOf(name)))));
        return PlainColumns.rows(columns, pointer);
    }

    /** A column of TensorFlow's form has each value in a list of its own. */
    private static List<@Nullable Object> flat(List<?> values) {
        List<@Nullable Object> flat = new ArrayList<>();
        values.forEach(value -> flat.add(value instanceof List<?> one && one.size() == 1 ? one.getFirst() : value));
        return flat;
    }

    /** Rows that are objects have columns, rows that are lists or numbers are the features. */
    private static DatasetDraft listed(@Nullable Object rows, String pointer) {
        if (!(rows instanceof List<?> list) || list.isEmpty()) {
            throw PlainColumns.refusal(pointer, Mistake.Code.WRONG_TYPE, "must be a list of at least one row");
        }
        List<Map<?, ?>> records = new ArrayList<>();
        List<List<?>> features = new ArrayList<>();
        for (Object row : list) {
            switch (row) {
                case Map<?, ?> record -> records.add(record);
                case List<?> values -> features.add(values);
                case null, default -> features.add(row == null ? List.of() : List.of(row));
            }
        }
        if (!records.isEmpty() && !features.isEmpty()) {
            throw PlainColumns.refusal(pointer, Mistake.Code.WRONG_TYPE, "must be all objects or all lists");
        }
        return records.isEmpty() ? PlainColumns.features(features, pointer) : PlainColumns.records(records, pointer);
    }

    /** Returns the rows of JSON lines, each an object or a list. */
    static DatasetDraft lines(byte[] body, Bodies bodies) {
        List<Object> rows = new ArrayList<>();
        new String(body, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line ->
                        rows.add(bodies.read(line.getBytes(StandardCharsets.UTF_8), Object.class, "/" + rows.size())));
        return listed(rows, "");
    }

    /** Returns the rows of a file: by the names in its header, or where it has none in the order of the columns. */
    static DatasetDraft table(Table table, Scorer scorer) {
        SequencedCollection<String> needed = scorer.known().encoding().columns().sequencedKeySet();
        boolean named = table.names().stream().anyMatch(needed::contains);
        if (named || table.names().size() != needed.size()) {
            return PlainColumns.rows(table.columns(), "");
        }
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        int at = 0;
        for (String name : needed) {
            columns.put(name, table.column(table.names().get(at++)));
        }
        return PlainColumns.rows(columns, "");
    }
}
