package io.descent.wire;

import io.descent.data.Column;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads requests of the Open Inference Protocol (https://github.com/kserve/open-inference-protocol). What they have beside
 * id, inputs and outputs, such as parameters, says nothing here. What is wrong with a value is collected, what is not JSON
 * throws {@link MalformedJsonException}.
 */
public final class InferenceRequestReader {

    private static final String DATA = "data";

    private final long maxCells;

    /** Makes a reader of requests with at most so many values. */
    public InferenceRequestReader(long maxCells) {
        this.maxCells = maxCells;
    }

    /** Reads a request. */
    public InferenceRequest read(InputStream body) {
        return JsonDocument.read(body, Mistakes.Homes.UNKNOWN, document -> new Reading(document).request());
    }

    private final class Reading {

        private final JsonDocument document;
        private final JsonParser parser;
        private final Mistakes mistakes;
        private final DatasetValues values;
        private final ColumnValues columns;
        private final List<InferenceRequest.Tensor> inputs = new ArrayList<>();
        private final List<InferenceRequest.Output> outputs = new ArrayList<>();
        private @Nullable String id;

        Reading(JsonDocument document) {
            this.document = document;
            this.parser = document.parser;
            this.mistakes = document.mistakes;
            Values shared = new Values(document, maxCells);
            this.values = new DatasetValues(shared);
            this.columns = new ColumnValues(shared);
        }

        InferenceRequest request() {
            document.whole(() -> fields("", (name, place) -> {
                switch (name) {
                    case "id" -> id = values.text(place);
                    case "inputs" -> objects(place, this::input);
                    case "outputs" -> objects(place, this::output);
                    default -> parser.skipChildren();
                }
            }));
            return new InferenceRequest(id, inputs, outputs, mistakes.findings());
        }

        /** Reads the fields of an object, of which none may stand twice; null is the same as not given. */
        private void fields(String pointer, BiConsumer<String, String> each) {
            Set<String> seen = new HashSet<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                String place = document.field(pointer);
                if (!seen.add(name)) {
                    document.twice(place);
                } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
                    each.accept(name, place);
                }
            }
        }

        private void objects(String pointer, Consumer<String> each) {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                mistakes.add(pointer, Mistake.Code.WRONG_TYPE, "must be a list of tensors");
                parser.skipChildren();
                return;
            }
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                String place = Mistakes.at(pointer, i);
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    each.accept(place);
                } else {
                    mistakes.add(
                            place, Mistake.Code.WRONG_TYPE, "must be an object with name, shape, datatype and data");
                    parser.skipChildren();
                }
            }
        }

        private void output(String pointer) {
            int before = outputs.size();
            fields(pointer, (field, place) -> {
                String name = field.equals("name") ? values.text(place) : null;
                if (name != null) {
                    outputs.add(new InferenceRequest.Output(place, name));
                } else {
                    parser.skipChildren();
                }
            });
            if (outputs.size() == before) {
                mistakes.add(Mistakes.at(pointer, "name"), Mistake.Code.REQUIRED, "is missing");
            }
        }

        /** What has been read of a tensor. */
        private static final class Parts {
            private @Nullable String name;
            private @Nullable String datatype;
            private @Nullable List<Long> shape;
            private ColumnValues.@Nullable Nested data;
        }

        private void input(String pointer) {
            long before = mistakes.count();
            Parts parts = new Parts();
            fields(pointer, (field, place) -> {
                switch (field) {
                    case "name" -> parts.name = values.text(place);
                    case "datatype" -> parts.datatype = values.text(place);
                    case "shape" -> parts.shape = shape(place);
                    case DATA -> parts.data = columns.nested(place);
                    default -> parser.skipChildren();
                }
            });
            if (mistakes.count() > before) {
                return;
            }
            if (parts.name == null || parts.shape == null || parts.datatype == null || parts.data == null) {
                mistakes.add(pointer, Mistake.Code.REQUIRED, "must have name, shape, datatype and data");
                return;
            }
            BigInteger expected =
                    parts.shape.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
            Column data = parts.data.values();
            int innermost = parts.data.innermost();
            if (!expected.equals(BigInteger.valueOf(data.size()))
                    || (innermost >= 0 && parts.shape.size() > 1 && parts.shape.getLast() != innermost)) {
                mistakes.add(
                        Mistakes.at(pointer, DATA),
                        Mistake.Code.LENGTH_MISMATCH,
                        "must hold as many values as the shape says: " + expected + ", not " + data.size()
                                + (innermost >= 0 ? " in lists of " + innermost : ""));
                return;
            }
            inputs.add(new InferenceRequest.Tensor(pointer, parts.name, parts.shape, parts.datatype, data));
        }

        private @Nullable List<Long> shape(String pointer) {
            long before = mistakes.count();
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                mistakes.add(pointer, Mistake.Code.WRONG_TYPE, "must be a list of whole numbers");
                parser.skipChildren();
                return null;
            }
            List<Long> shape = new ArrayList<>();
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                        && parser.getLongValue() >= 0;
                if (whole) {
                    shape.add(parser.getLongValue());
                } else {
                    mistakes.add(
                            Mistakes.at(pointer, i),
                            Mistake.Code.OUT_OF_RANGE,
                            "must be a whole number from 0 on, below 2^63");
                    parser.skipChildren();
                }
            }
            if (shape.isEmpty() && mistakes.count() == before) {
                mistakes.add(pointer, Mistake.Code.EMPTY, "must hold how many rows there are");
            }
            return mistakes.count() > before ? null : shape;
        }
    }
}
