package io.descent.export;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.descent.data.Classes;
import io.descent.model.LinearModel;
import io.descent.model.ModelType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The part of a graph that makes predictions of the margins, as {@link io.descent.model.Predictions} does. */
final class OnnxOutputs {

    static final String PREDICTION = "prediction";
    static final String LABEL = "label";
    static final String PROBABILITIES = "probabilities";
    static final String SCORES = "scores";

    private final OnnxGraph graph;
    private final LinearModel model;
    private final OnnxOptions options;

    private OnnxOutputs(OnnxGraph graph, LinearModel model, OnnxOptions options) {
        this.graph = graph;
        this.model = model;
        this.options = options;
    }

    /** Returns the names of the outputs of a model. */
    static List<String> names(ModelType type) {
        return switch (type) {
            case LINEAR, POISSON -> List.of(PREDICTION);
            case LOGISTIC, SOFTMAX -> List.of(LABEL, PROBABILITIES);
            case SVM -> List.of(LABEL, SCORES);
        };
    }

    /** Adds them. */
    static void add(OnnxGraph graph, LinearModel model, OnnxOptions options, String margins) {
        OnnxOutputs outputs = new OnnxOutputs(graph, model, options);
        Classes classes = model.classes();
        if (classes == null) {
            outputs.regression(margins);
        } else {
            outputs.classifier(margins, classes.labels());
        }
    }

    private void regression(String margins) {
        numbers(PREDICTION, 1, model.type() == ModelType.POISSON ? graph.add("Exp", margins) : margins);
    }

    private void classifier(String margins, List<Object> classes) {
        switch (model.type()) {
            case SVM -> {
                label(classes, second(margins));
                numbers(SCORES, 1, margins);
            }
            case LOGISTIC -> {
                label(classes, second(margins));
                probabilities(classes, sigmoids(margins));
            }
            case SOFTMAX -> {
                String top = graph.add(NodeProto.newBuilder()
                        .setOpType("ArgMax")
                        .addInput(margins)
                        .addAttribute(OnnxGraph.attribute("axis", 1)));
                label(classes, squeezed(top));
                probabilities(classes, softmax(margins, top));
            }
            case LINEAR, POISSON -> throw new IllegalStateException("a regression has no classes");
        }
    }

    /** Returns [N], 1 where the margin is above 0, else 0. */
    private String second(String margins) {
        return squeezed(graph.cast(graph.add("Greater", margins, graph.number(0)), TensorProto.DataType.INT64));
    }

    /** Returns [N,2], the sigmoids of −m and of m, of e^−|m|. */
    private String sigmoids(String margins) {
        String zero = graph.number(0);
        String small = graph.add("Exp", graph.add("Neg", graph.add("Abs", margins)));
        String all = graph.add("Add", graph.number(1), small);
        String more = graph.add("Div", graph.number(1), all);
        String less = graph.add("Div", small, all);
        String first = graph.add("Where", graph.add("LessOrEqual", margins, zero), more, less);
        String second = graph.add("Where", graph.add("GreaterOrEqual", margins, zero), more, less);
        return graph.add(NodeProto.newBuilder()
                .setOpType("Concat")
                .addInput(first)
                .addInput(second)
                .addAttribute(OnnxGraph.attribute("axis", 1)));
    }

    /** Returns [N,K], the probabilities, their sum taken class by class; ReduceSum would take any order. */
    private String softmax(String margins, String top) {
        int outputs = model.outputs();
        String largest = graph.add(NodeProto.newBuilder()
                .setOpType("ReduceMax")
                .addInput(margins)
                .addAttribute(OnnxGraph.attribute("axes", new long[] {1})));
        String powers = OnnxPowers.add(graph, graph.add("Sub", margins, largest));
        String places =
                graph.integers(IntStream.range(0, outputs).asLongStream().toArray(), 1, outputs);
        String others = graph.add("Where", graph.add("Equal", places, top), graph.number(0), powers);
        String sums = graph.add("CumSum", others, graph.integers(new long[] {1}));
        String sum = graph.column(sums, outputs - 1);
        double[] ones = new double[outputs];
        Arrays.fill(ones, 1);
        // of a single 1 ONNX Runtime would make powers / all, which rounds once instead of twice
        String share = graph.add("Div", graph.doubles(ones, 1, outputs), graph.add("Add", graph.number(1), sum));
        return graph.add("Mul", powers, share);
    }

    private String squeezed(String column) {
        return graph.add("Squeeze", column, graph.integers(new long[] {1}, 1));
    }

    private void label(List<Object> classes, String place) {
        TensorProto.DataType type = labels(classes);
        String labels = switch (type) {
            case INT64 -> graph.integers(wholes(classes), classes.size());
            case BOOL -> {
                boolean[] flags = new boolean[classes.size()];
                for (int k = 0; k < flags.length; k++) {
                    flags[k] = (Boolean) classes.get(k);
                }
                yield graph.booleans(flags);
            }
            case DOUBLE ->
                graph.doubles(
                        classes.stream().mapToDouble(label -> (Double) label).toArray(), classes.size());
            default -> graph.texts(classes.stream().map(Object::toString).toList());
        };
        graph.output(LABEL, type, graph.add("Gather", labels, place));
    }

    private TensorProto.DataType labels(List<Object> classes) {
        if (classes.stream().allMatch(label -> Classes.written(label) instanceof Long)) {
            return TensorProto.DataType.INT64;
        }
        return switch (classes.getFirst()) {
            case Boolean _ -> options.zipmap() ? TensorProto.DataType.INT64 : TensorProto.DataType.BOOL;
            case Double _ -> TensorProto.DataType.DOUBLE;
            default -> TensorProto.DataType.STRING;
        };
    }

    private static long[] wholes(List<Object> classes) {
        return classes.stream()
                .mapToLong(label -> label instanceof Boolean flag ? (flag ? 1 : 0) : ((Double) label).longValue())
                .toArray();
    }

    private void probabilities(List<Object> classes, String probabilities) {
        if (!options.zipmap()) {
            numbers(PROBABILITIES, classes.size(), probabilities);
            return;
        }
        TensorProto.DataType type = labels(classes);
        if (type == TensorProto.DataType.DOUBLE) {
            throw new NotExportableException("the classes are numbers with fractions, which a ZipMap has no keys for: "
                    + "export without `zipmap`");
        }
        NodeProto.Builder maps = NodeProto.newBuilder()
                .setDomain(OnnxGraph.ML)
                .setOpType("ZipMap")
                .addInput(graph.cast(probabilities, TensorProto.DataType.FLOAT))
                .addAttribute(
                        type == TensorProto.DataType.INT64
                                ? OnnxGraph.attribute("classlabels_int64s", wholes(classes))
                                : OnnxGraph.attribute(
                                        "classlabels_strings",
                                        classes.stream().map(Object::toString).toList()));
        graph.mapsOutput(PROBABILITIES, type, maps);
    }

    private void numbers(String name, int width, String value) {
        if (options.float32()) {
            graph.output(name, TensorProto.DataType.FLOAT, width, graph.cast(value, TensorProto.DataType.FLOAT));
        } else {
            graph.output(name, TensorProto.DataType.DOUBLE, width, value);
        }
    }
}
