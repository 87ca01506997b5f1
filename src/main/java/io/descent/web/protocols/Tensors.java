package io.descent.web.protocols;

import io.descent.data.Classes;
import io.descent.data.Column;
import io.descent.dataset.DatasetDraft;
import io.descent.model.Predictions;
import io.descent.predict.Scorer;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.web.protocols.InferRequest.Input;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tensors of the Open Inference Protocol, as rows and as predictions. */
final class Tensors {

    static final String PREDICT = "predict";
    static final String PROBABILITIES = "probabilities";
    static final String SCORES = "scores";

    private static final String INPUTS = "/inputs";
    private static final List<String> NUMBERS =
            List.of("FP64", "FP32", "INT64", "INT32", "INT16", "INT8", "UINT64", "UINT32", "UINT16", "UINT8");

    private Tensors() {}

    /** Returns the tensors of a request; refuses those of which something is missing. */
    static List<Input> inputs(InferRequest request) {
        List<Input> inputs = new ArrayList<>();
        List<InferRequest.@Nullable Given> given = request.inputs() == null ? List.of() : request.inputs();
        for (int i = 0; i < given.size(); i++) {
            InferRequest.Given tensor = given.get(i);
            if (tensor == null
                    || tensor.name() == null
                    || tensor.shape() == null
                    || tensor.shape().isEmpty()
                    || tensor.shape().stream().anyMatch(Objects::isNull)
                    || tensor.datatype() == null) {
                throw PlainColumns.refusal(
                        Mistakes.at(INPUTS, i), Mistake.Code.REQUIRED, "must have name, shape, datatype and data");
            }
            inputs.add(new Input(tensor.name(), tensor.shape(), tensor.datatype(), tensor.data()));
        }
        return inputs;
    }

    /** Returns the rows of a request: one tensor [N,d] of the features, or an input [N] or [N,1] for each column. */
    static DatasetDraft rows(List<Input> inputs, Scorer scorer) {
        if (inputs.isEmpty()) {
            throw PlainColumns.refusal(INPUTS, Mistake.Code.REQUIRED, "must hold at least one tensor");
        }
        Input first = inputs.getFirst();
        boolean byColumn = scorer.known().encoding().columns().containsKey(first.name());
        if (inputs.size() == 1 && !(byColumn && isColumn(first))) {
            return matrix(first);
        }
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            Input input = inputs.get(i);
            String pointer = Mistakes.at(INPUTS, i);
            if (!isColumn(input)) {
                throw PlainColumns.refusal(
                        pointer + "/shape",
                        Mistake.Code.LENGTH_MISMATCH,
                        "must be [N] or [N, 1]: an input is a column");
            }
            columns.put(input.name(), PlainColumns.column(values(input, pointer), pointer + "/data"));
        }
        return PlainColumns.rows(columns, INPUTS);
    }

    private static boolean isColumn(Input input) {
        return input.shape().size() == 1
                || (input.shape().size() == 2 && input.shape().get(1) == 1);
    }

    private static DatasetDraft matrix(Input input) {
        String pointer = Mistakes.at(INPUTS, 0);
        if (input.shape().size() > 2 || !NUMBERS.contains(input.datatype())) {
            throw PlainColumns.refusal(
                    pointer + "/shape",
                    Mistake.Code.LENGTH_MISMATCH,
                    "must be numbers of the shape [rows, features]; or send an input for each column, by its name");
        }
        List<@Nullable Object> values = values(input, pointer);
        int width = input.shape().size() == 2 ? Math.toIntExact(input.shape().get(1)) : 1;
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int from = 0; width > 0 && from < values.size(); from += width) {
            rows.add(values.subList(from, from + width));
        }
        return PlainColumns.features(rows, pointer + "/data");
    }

    /** Returns the values of a tensor, whose data may be flat or nested. */
    private static List<@Nullable Object> values(Input input, String pointer) {
        List<@Nullable Object> values = new ArrayList<>();
        flatten(input.data(), values);
        BigInteger expected =
                input.shape().stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
        if (!expected.equals(BigInteger.valueOf(values.size()))) {
            throw PlainColumns.refusal(
                    pointer + "/data",
                    Mistake.Code.LENGTH_MISMATCH,
                    "must hold as many values as the shape says: " + expected + ", not " + values.size());
        }
        boolean fits = values.stream().allMatch(value -> value == null || fits(value, input.datatype()));
        if (!fits) {
            throw PlainColumns.refusal(
                    pointer + "/data",
                    Mistake.Code.WRONG_TYPE,
                    "must be of the datatype " + input.datatype() + ", one of BOOL, BYTES, "
                            + String.join(", ", NUMBERS));
        }
        return values;
    }

    private static boolean fits(Object value, String datatype) {
        return switch (datatype) {
            case "BOOL" -> value instanceof Boolean;
            case "BYTES" -> value instanceof String;
            default -> NUMBERS.contains(datatype) && value instanceof Number;
        };
    }

    private static void flatten(@Nullable Object data, List<@Nullable Object> to) {
        if (data instanceof List<?> list) {
            list.forEach(value -> flatten(value, to));
        } else {
            to.add(data);
        }
    }

    /** Returns the names of what a model answers, with datatype and shape. */
    static List<InferAnswer.Described> described(Scorer scorer) {
        Predictions none = new Predictions(scorer.model(), new double[0]);
        List<InferAnswer.Described> outputs = new ArrayList<>();
        outputs.add(new InferAnswer.Described(PREDICT, datatype(none), List.of(-1L)));
        if (none.hasProbabilities()) {
            outputs.add(new InferAnswer.Described(
                    PROBABILITIES, "FP64", List.of(-1L, (long) none.classes().size())));
        }
        if (none.hasScores()) {
            outputs.add(new InferAnswer.Described(SCORES, "FP64", List.of(-1L)));
        }
        return outputs;
    }

    private static String datatype(Predictions predictions) {
        if (predictions.classes().isEmpty()) {
            return "FP64";
        }
        List<Object> labels =
                predictions.classes().stream().map(Classes::written).toList();
        return labels.stream().allMatch(Long.class::isInstance)
                ? "INT64"
                : switch (labels.getFirst()) {
                    case String _ -> "BYTES";
                    case Boolean _ -> "BOOL";
                    default -> "FP64";
                };
    }

    /** Returns an output by its name. */
    static InferAnswer.Output output(String name, Predictions predictions) {
        long rows = predictions.rows();
        return switch (name) {
            case PREDICT ->
                new InferAnswer.Output(
                        PREDICT,
                        datatype(predictions),
                        List.of(rows),
                        IntStream.range(0, predictions.rows())
                                .mapToObj(predictions::value)
                                .toList());
            case PROBABILITIES -> {
                int classes = predictions.classes().size();
                double[] row = new double[classes];
                List<Object> all = new ArrayList<>();
                for (int i = 0; i < rows; i++) {
                    predictions.probabilities(i, row);
                    for (double probability : row) {
                        all.add(probability);
                    }
                }
                yield new InferAnswer.Output(PROBABILITIES, "FP64", List.of(rows, (long) classes), all);
            }
            default ->
                new InferAnswer.Output(
                        SCORES,
                        "FP64",
                        List.of(rows),
                        IntStream.range(0, predictions.rows())
                                .<Object>mapToObj(i -> predictions.margins()[i])
                                .toList());
        };
    }
}
