package io.descent.export;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.descent.data.encode.ColumnEncoding;
import io.descent.data.encode.Encoding;
import io.descent.model.LinearModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a graph that makes the margins [N,K] of the columns, summed in the order that
 * {@link LinearModel#margin(double[], int, int)} states.
 */
final class OnnxMargins {

    /** The name of the one input where there is no input for each column. */
    static final String MATRIX = "x";

    /**
     * How many margins are computed at least: a single one twice. ONNX Runtime (1.22) leaves out a product with a constant of
     * one number that is 1 in single precision, and a sum with one that is 0 in it.
     */
    private static final int LEAST_WIDTH = 2;

    /** How many columns of a matrix have operators of their own at most; of 10,000 ONNX Runtime takes a minute to load. */
    private static final int MOST_SLICES = 1_000;

    private final OnnxGraph graph;
    private final LinearModel model;
    private final Encoding encoding;
    private final boolean refusesUnknown;
    private final TensorProto.DataType number;
    private final int width;
    private String sum;

    private OnnxMargins(
            OnnxGraph graph, LinearModel model, Encoding encoding, boolean refusesUnknown, OnnxOptions options) {
        this.graph = graph;
        this.model = model;
        this.encoding = encoding;
        this.refusesUnknown = refusesUnknown;
        this.number = options.float32() ? TensorProto.DataType.FLOAT : TensorProto.DataType.DOUBLE;
        this.width = Math.max(model.outputs(), LEAST_WIDTH);
        this.sum = graph.doubles(new double[width], 1, width);
    }

    /** Adds them and their inputs, and returns the name of their value. */
    static String add(
            OnnxGraph graph, LinearModel model, Encoding encoding, boolean refusesUnknown, OnnxOptions options) {
        OnnxMargins margins = new OnnxMargins(graph, model, encoding, refusesUnknown, options);
        if (options.matrix()) {
            margins.matrix();
        } else {
            margins.columns();
        }
        margins.plus(graph.doubles(margins.all(model.intercept()), 1, margins.width));
        return model.outputs() == margins.width ? margins.sum : graph.column(margins.sum, 0);
    }

    private void matrix() {
        int columns = model.features().size();
        graph.input(MATRIX, number, columns, "numbers in this order: " + String.join(", ", model.features()));
        String matrix = asDouble(MATRIX);
        if (columns > MOST_SLICES) {
            plus(sums(matrix, columns));
            return;
        }
        List<String> slices = graph.addSeveral(
                NodeProto.newBuilder().setOpType("Split").addInput(matrix).addAttribute(OnnxGraph.attribute("axis", 1)),
                columns);
        for (int j = 0; j < columns; j++) {
            plusProduct(slices.get(j), j);
        }
    }

    /** Returns the last of the cumulated sums of the products, which are summed in the same order. */
    private String sums(String matrix, int columns) {
        NodeProto.Builder all = NodeProto.newBuilder().setOpType("Concat").addAttribute(OnnxGraph.attribute("axis", 1));
        for (int from = 0; from < model.coef().length; from += columns) {
            double[] weights = Arrays.copyOfRange(model.coef(), from, from + columns);
            String products = graph.add("Mul", matrix, graph.doubles(weights, 1, columns));
            all.addInput(graph.column(graph.add("CumSum", products, graph.integers(new long[] {1})), columns - 1));
        }
        return graph.add(all);
    }

    private void columns() {
        int from = 0;
        for (Map.Entry<String, ColumnEncoding> entry : encoding.columns().entrySet()) {
            String name = entry.getKey();
            ColumnEncoding column = entry.getValue();
            switch (column) {
                case ColumnEncoding.Numeric(Double fill, boolean indicator) ->
                    number(name, "number; NaN where it is missing", from, fill, indicator);
                case ColumnEncoding.Flag(Double fill, boolean indicator) ->
                    number(name, "1 for true, 0 for false; NaN where it is missing", from, fill, indicator);
                case ColumnEncoding.Date(boolean parts, Double fill, boolean indicator) -> {
                    if (parts) {
                        throw new NotExportableException(
                                "column '" + name + "' is a date that becomes several features, "
                                        + "which ONNX has no operator for: train with `encoding.dates` = \"seconds\", or with "
                                        + "columns of these parts");
                    }
                    number(name, "seconds since 1970-01-01T00:00:00Z; NaN where it is missing", from, fill, indicator);
                }
                case ColumnEncoding.Category category -> category(name, category, from);
                case ColumnEncoding.Hashed _ ->
                    throw new NotExportableException("the levels of column '" + name
                            + "' are hashed, which ONNX has no operator for: train without `encoding.hashed` for it; "
                            + "`encoding.max_categories` limits its features, too");
            }
            from += column.count();
        }
    }

    private void number(String name, String documentation, int feature, @Nullable Double fill, boolean indicator) {
        graph.input(name, number, 1, documentation);
        String value = asDouble(name);
        if (fill == null && !indicator) {
            plusProduct(value, feature);
            return;
        }
        String missing = graph.add("IsNaN", value);
        plusProduct(fill == null ? value : graph.add("Where", missing, graph.number(fill), value), feature);
        if (indicator) {
            plusProduct(graph.cast(missing, TensorProto.DataType.DOUBLE), feature + 1);
        }
    }

    private void category(String name, ColumnEncoding.Category category, int from) {
        List<double[]> weights = new ArrayList<>();
        for (int j = 0; j < category.width(); j++) {
            weights.add(weights(from + j));
        }
        LevelTable table = LevelTable.of(name, category, weights, width, refusesUnknown);
        graph.input(name, TensorProto.DataType.STRING, 1, "level; empty where it is missing");
        String row = graph.add(NodeProto.newBuilder()
                .setDomain(OnnxGraph.ML)
                .setOpType("LabelEncoder")
                .addInput(name)
                .addAttribute(OnnxGraph.attribute(
                        "keys_strings", List.copyOf(table.rowOf().sequencedKeySet())))
                .addAttribute(OnnxGraph.attribute(
                        "values_int64s",
                        table.rowOf().sequencedValues().stream()
                                .mapToLong(place -> place)
                                .toArray()))
                .addAttribute(OnnxGraph.attribute("default_int64", table.rows().size() - 1)));
        String place = graph.add("Squeeze", row, graph.integers(new long[] {1}, 1));
        int levels = table.rows().size();
        plus(graph.add("Gather", graph.doubles(table.addends(), levels, width), place));
        if (category.indicator()) {
            double[] addends = table.whereMissing(weights(from + category.width()));
            plus(graph.add("Gather", graph.doubles(addends, levels, width), place));
        }
    }

    /** Returns the weights of a feature, one for each output. */
    private double[] weights(int feature) {
        double[] weights = new double[model.outputs()];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = model.coef()[k * model.features().size() + feature];
        }
        return all(weights);
    }

    /** Returns a number for each margin of these for each output. */
    private double[] all(double[] outputs) {
        return outputs.length == width ? outputs : new double[] {outputs[0], outputs[0]};
    }

    private String asDouble(String value) {
        return number == TensorProto.DataType.DOUBLE ? value : graph.cast(value, TensorProto.DataType.DOUBLE);
    }

    private void plusProduct(String column, int feature) {
        plus(graph.add("Mul", column, graph.doubles(weights(feature), 1, width)));
    }

    private void plus(String addend) {
        sum = graph.add("Add", sum, addend);
    }
}
