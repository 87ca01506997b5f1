package io.descent.web.protocols;

import io.descent.data.Classes;
import io.descent.data.Column;
import io.descent.dataset.DatasetDraft;
import io.descent.model.Predictions;
import io.descent.predict.Scorer;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.wire.InferenceRequest;
import io.descent.wire.InferenceRequest.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tensors of the Open Inference Protocol, as rows and as predictions. */
final class Tensors {

    static final String PREDICT = "predict";
    static final String PROBABILITIES = "probabilities";
    static final String SCORES = "scores";

    private static final String INPUTS = "/inputs";
    private static final String DATA = "data";
    private static final String SHAPE = "shape";

    private Tensors() {}

    /**
     * Returns the rows of a request: one tensor [N,d] of the features, or an input [N] or [N,1] for each column. What is wrong
     * with them is added to the mistakes.
     */
    static DatasetDraft rows(InferenceRequest request, Scorer scorer, Mistakes mistakes) {
        DatasetDraft rows = new DatasetDraft("");
        List<Tensor> inputs = request.inputs();
        if (inputs.isEmpty()) {
            rows.hide();
            if (mistakes.count() == 0) {
                mistakes.add(INPUTS, Mistake.Code.REQUIRED, "must hold at least one tensor");
            }
            return rows;
        }
        Tensor first = inputs.getFirst();
        boolean byColumn = scorer.known().encoding().columns().containsKey(first.name()) && isColumn(first);
        if (inputs.size() == 1 && !byColumn) {
            rows.put("x", Mistakes.at(first.pointer(), DATA), matrix(first, mistakes));
        } else {
            rows.put("table", INPUTS, columns(inputs, mistakes));
        }
        return rows;
    }

    private static boolean isColumn(Tensor input) {
        return input.shape().size() == 1
                || (input.shape().size() == 2 && input.shape().get(1) == 1);
    }

    private static SequencedMap<String, Column> columns(List<Tensor> inputs, Mistakes mistakes) {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (Tensor input : inputs) {
            if (!isColumn(input)) {
                mistakes.add(
                        Mistakes.at(input.pointer(), SHAPE),
                        Mistake.Code.LENGTH_MISMATCH,
                        "must be [N] or [N, 1]: an input is a column");
            }
            checkDatatype(input, mistakes);
            if (columns.putIfAbsent(input.name(), input.data()) != null) {
                mistakes.add(Mistakes.at(input.pointer(), "name"), Mistake.Code.DUPLICATE, "is given twice");
            }
        }
        return columns;
    }

    private static DatasetDraft.@Nullable Matrix matrix(Tensor input, Mistakes mistakes) {
        Optional<Datatype> datatype = checkDatatype(input, mistakes);
        if (input.shape().size() > 2 || !datatype.map(Datatype::isNumber).orElse(true)) {
            mistakes.add(
                    Mistakes.at(input.pointer(), SHAPE),
                    Mistake.Code.LENGTH_MISMATCH,
                    "must be numbers of the shape [rows, features]; or send an input for each column, by its name");
            return null;
        }
        if (!(input.data() instanceof Column.Numbers numbers)) {
            return null;
        }
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.isMissing(i)) {
                mistakes.add(
                        Mistakes.at(Mistakes.at(input.pointer(), DATA), i),
                        Mistake.Code.WRONG_TYPE,
                        "must be a finite number; send columns by name for texts and missing values");
                return null;
            }
        }
        int rows = (int) Math.min(input.shape().getFirst(), numbers.size());
        return new DatasetDraft.Matrix(numbers.values(), rows, rows == 0 ? 0 : numbers.size() / rows);
    }

    private static Optional<Datatype> checkDatatype(Tensor input, Mistakes mistakes) {
        Optional<Datatype> datatype = Datatype.of(input.datatype());
        if (datatype.isEmpty()) {
            mistakes.add(
                    Mistakes.at(input.pointer(), "datatype"),
                    Mistake.Code.UNKNOWN_VALUE,
                    "must be one of "
                            + Arrays.stream(Datatype.values()).map(Enum::name).collect(Collectors.joining(", ")));
        }
        datatype.ifPresent(type -> {
            int other = type.firstOther(input.data());
            if (other >= 0) {
                mistakes.add(
                        Mistakes.at(Mistakes.at(input.pointer(), DATA), other),
                        Mistake.Code.WRONG_TYPE,
                        "must be of the datatype " + type);
            }
        });
        return datatype;
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
