package io.descent.wire;

import io.descent.data.Column;
import io.descent.dataset.DatasetDraft;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.wire.FitRequestReader.OwnDataset;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads rows as the scoring servers of MLflow (https://mlflow.org/docs/latest/deployment/), TensorFlow and SageMaker take
 * them. What is wrong with a value is collected, what is not JSON throws {@link MalformedJsonException}.
 */
public final class ScoringRequestReader {

    private static final String SPLIT = "dataframe_split";
    private static final String RECORDS = "dataframe_records";
    private static final String INSTANCES = "instances";
    private static final String INPUTS = "inputs";
    private static final List<String> FORMS = List.of(SPLIT, RECORDS, INSTANCES, INPUTS);

    /** What clients send beside the rows, and says nothing here. */
    private static final Set<String> BESIDE = Set.of("params", "signature_name");

    private final long maxCells;

    /** Makes a reader of requests with at most so many values. */
    public ScoringRequestReader(long maxCells) {
        this.maxCells = maxCells;
    }

    /** Reads an object with the rows in one of the fields that these servers know. */
    public OwnDataset document(InputStream body) {
        return JsonDocument.read(body, Mistakes.Homes.UNKNOWN, document -> new Reading(document).whole());
    }

    /** Reads rows one after the other, each an object, a list or a number. */
    public OwnDataset lines(InputStream body) {
        return JsonDocument.read(body, Mistakes.Homes.UNKNOWN, document -> new Reading(document).lines());
    }

    private final class Reading {

        private final JsonDocument document;
        private final JsonParser parser;
        private final Mistakes mistakes;
        private final DatasetValues values;
        private final ColumnValues columns;
        private final DatasetDraft rows = new DatasetDraft("");
        private int forms;

        Reading(JsonDocument document) {
            this.document = document;
            this.parser = document.parser;
            this.mistakes = document.mistakes;
            Values shared = new Values(document, maxCells);
            this.values = new DatasetValues(shared);
            this.columns = new ColumnValues(shared);
        }

        OwnDataset whole() {
            boolean object = document.whole(() -> {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    form(name, document.field(""));
                }
            });
            if (object && forms != 1) {
                mistakes.add(
                        "", Mistake.Code.REQUIRED, "must have exactly one of the fields " + String.join(", ", FORMS));
            }
            return read();
        }

        OwnDataset lines() {
            listed("", parser.nextToken(), null);
            return read();
        }

        private OwnDataset read() {
            if (mistakes.count() > 0) {
                rows.hide();
            }
            return new OwnDataset(rows, mistakes.findings());
        }

        private void form(String name, String pointer) {
            forms += FORMS.contains(name) ? 1 : 0;
            switch (name) {
                case SPLIT -> split(pointer);
                case RECORDS -> put(DatasetDraft.Form.RECORDS, pointer, columns.records(pointer));
                case INPUTS, INSTANCES -> {
                    if (name.equals(INPUTS) && parser.currentToken() == JsonToken.START_OBJECT) {
                        put(DatasetDraft.Form.COLUMNS, pointer, columns.nestedColumns(pointer));
                    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
                        listed(pointer, parser.nextToken(), JsonToken.END_ARRAY);
                    } else {
                        mistakes.add(pointer, Mistake.Code.WRONG_TYPE, "must be a list of rows");
                        parser.skipChildren();
                    }
                }
                default -> {
                    if (!BESIDE.contains(name)) {
                        mistakes.unknownField(
                                "",
                                name,
                                Stream.concat(FORMS.stream(), BESIDE.stream().sorted())
                                        .toList());
                    }
                    parser.skipChildren();
                }
            }
        }

        private void put(DatasetDraft.Form form, String pointer, @Nullable Object value) {
            rows.put(form.field(), pointer, value);
        }

        /** Reads rows that are objects with columns, or lists or numbers that are the features. */
        private void listed(String pointer, @Nullable JsonToken first, @Nullable JsonToken end) {
            if (first == end) {
                mistakes.add(pointer, Mistake.Code.EMPTY, "must hold at least one row");
            } else if (first == JsonToken.START_OBJECT) {
                put(DatasetDraft.Form.RECORDS, pointer, columns.records(pointer, first, end));
            } else {
                put(DatasetDraft.Form.ROWS, pointer, values.matrix(pointer, first, end));
            }
        }

        /** Reads the names of columns and the rows of their values, which may come in either order. */
        private void split(String pointer) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                mistakes.add(pointer, Mistake.Code.WRONG_TYPE, "must be an object with columns and data");
                parser.skipChildren();
                return;
            }
            long before = mistakes.count();
            List<String> names = null;
            List<Column> data = null;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                String place = document.field(pointer);
                switch (name) {
                    case "columns" -> names = names == null ? columns.names(place) : twice(place, names);
                    case "data" -> data = data == null ? columns.rows(place) : twice(place, data);
                    case "index" -> parser.skipChildren();
                    default -> {
                        mistakes.unknownField(pointer, name, List.of("columns", "data", "index"));
                        parser.skipChildren();
                    }
                }
            }
            if (mistakes.count() > before) {
                return;
            }
            if (names == null || data == null) {
                mistakes.add(pointer, Mistake.Code.REQUIRED, "must have columns and data");
            } else if (names.size() != data.size()) {
                mistakes.add(
                        pointer + "/data/0",
                        Mistake.Code.RAGGED,
                        "must hold a value for each column: " + names.size() + ", not " + data.size());
            } else {
                Map<String, Column> named = new LinkedHashMap<>();
                for (int j = 0; j < names.size(); j++) {
                    named.put(names.get(j), data.get(j));
                }
                put(DatasetDraft.Form.TABLE, pointer + "/data", named);
            }
        }

        private <T> T twice(String pointer, T first) {
            document.twice(pointer);
            return first;
        }
    }
}
