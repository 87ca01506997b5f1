package io.descent.wire;

import io.descent.dataset.DatasetDraft;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the forms of a dataset into drafts. */
final class DatasetReader {

    private final JsonDocument document;
    private final JsonParser parser;
    private final Mistakes mistakes;
    private final PlainValues plain;
    private final DatasetValues values;
    private final ColumnValues columns;

    /**
     * Makes a reader.
     *
     * @param most how many values the datasets of a document may have together
     */
    DatasetReader(JsonDocument document, PlainValues plain, long most) {
        this.document = document;
        this.parser = document.parser;
        this.mistakes = document.mistakes;
        this.plain = plain;
        Values shared = new Values(document, most);
        this.values = new DatasetValues(shared);
        this.columns = new ColumnValues(shared);
    }

    /** Reads an object with the fields of a dataset, to which it belongs. */
    void dataset(DatasetDraft draft, String pointer) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            mistakes.add(pointer, Mistake.Code.WRONG_TYPE, "must be an object with one form of a dataset");
            draft.hide();
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            ownField(draft, pointer, name, document.field(pointer));
        }
    }

    /** Reads a field that only a dataset can have. */
    void ownField(DatasetDraft draft, String parent, String name, String pointer) {
        if (DatasetDraft.knows(name)) {
            field(draft, name, pointer);
        } else {
            mistakes.unknownField(parent, name, DatasetDraft.names());
            draft.spoil();
            parser.skipChildren();
        }
    }

    /** Reads a known field of a dataset. Null is the same as not given, as for settings. */
    void field(DatasetDraft draft, String name, String pointer) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        Object value = switch (name) {
            case "x" -> values.matrix(pointer);
            case "y" -> values.column(pointer);
            case "weight" ->
                parser.currentToken() == JsonToken.VALUE_STRING ? values.text(pointer) : values.numbers(pointer);
            case "features" -> values.texts(pointer);
            case "columns" -> columns.columns(pointer);
            case "records" -> columns.records(pointer);
            case "id", "target" -> values.text(pointer);
            case "csr" -> csr(draft, pointer);
            case "generator" -> plain.read(pointer);
            default -> throw new IllegalStateException("no reader for the field " + name);
        };
        if (!draft.put(name, pointer, value)) {
            mistakes.add(pointer, Mistake.Code.DUPLICATE, "is given twice");
        }
    }

    /** Returns sparse rows, also when some of their parts are wrong: the others can be checked all the same. */
    private DatasetDraft.@Nullable Csr csr(DatasetDraft draft, String pointer) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            mistakes.add(
                    pointer,
                    Mistake.Code.WRONG_TYPE,
                    "must be an object with " + String.join(", ", DatasetDraft.Csr.PARTS));
            parser.skipChildren();
            return null;
        }
        long before = mistakes.count();
        Map<String, @Nullable Object> parts = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            String place = document.field(pointer);
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (!DatasetDraft.Csr.PARTS.contains(name)) {
                mistakes.unknownField(pointer, name, DatasetDraft.Csr.PARTS);
                parser.skipChildren();
            } else if (parts.containsKey(name)) {
                document.twice(place);
            } else {
                parts.put(name, name.equals("data") ? values.numbers(place) : values.wholeNumbers(place));
            }
        }
        for (String name : DatasetDraft.Csr.PARTS) {
            if (!parts.containsKey(name)) {
                mistakes.add(Mistakes.at(pointer, name), Mistake.Code.REQUIRED, "is missing");
            }
        }
        if (mistakes.count() > before) {
            draft.spoil();
        }
        return new DatasetDraft.Csr(
                (double[]) parts.get("data"), (int[]) parts.get("indices"), (int[]) parts.get("indptr"), (int[])
                        parts.get("shape"));
    }
}
