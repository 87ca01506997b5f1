package io.descent.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A graph in the making. Its values have names that no column has; constants count as values. */
final class OnnxGraph {

    /** The domain of LabelEncoder and ZipMap. */
    static final String ML = "ai.onnx.ml";

    private static final String ROWS = "N";

    private final GraphProto.Builder graph;
    private final String prefix;
    private int values;

    /**
     * Begins one.
     *
     * @param taken names that only {@link #input} and {@link #output} may give
     */
    OnnxGraph(String name, Collection<String> taken) {
        graph = GraphProto.newBuilder().setName(name);
        StringBuilder unused = new StringBuilder("v");
        while (taken.stream().anyMatch(other -> other.startsWith(unused.toString()))) {
            unused.append('_');
        }
        prefix = unused.toString();
    }

    GraphProto build() {
        return graph.build();
    }

    /** Adds an input of N rows. */
    void input(String name, TensorProto.DataType type, int width, String documentation) {
        graph.addInput(ValueInfoProto.newBuilder()
                .setName(name)
                .setDocString(documentation)
                .setType(tensor(type, width)));
    }

    /** Adds an output of N rows. */
    void output(String name, TensorProto.DataType type, int width, String value) {
        output(name, tensor(type, width), value);
    }

    /** Adds an output of N values. */
    void output(String name, TensorProto.DataType type, String value) {
        TensorShapeProto shape = TensorShapeProto.newBuilder().addDim(rows()).build();
        output(name, tensor(type, shape), value);
    }

    /** Adds an operator whose output is one of the graph: N maps from a class to a float. */
    void mapsOutput(String name, TensorProto.DataType key, NodeProto.Builder node) {
        TypeProto number = TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE))
                .build();
        TypeProto map = TypeProto.newBuilder()
                .setMapType(
                        TypeProto.Map.newBuilder().setKeyType(key.getNumber()).setValueType(number))
                .build();
        TypeProto maps = TypeProto.newBuilder()
                .setSequenceType(TypeProto.Sequence.newBuilder().setElemType(map))
                .build();
        graph.addNode(node.setName(name).addOutput(name));
        graph.addOutput(ValueInfoProto.newBuilder().setName(name).setType(maps));
    }

    private void output(String name, TypeProto type, String value) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(value)
                .addOutput(name));
        graph.addOutput(ValueInfoProto.newBuilder().setName(name).setType(type));
    }

    /** Adds an operator without attributes and returns the name of its output. */
    String add(String operator, String... inputs) {
        return add(NodeProto.newBuilder().setOpType(operator).addAllInput(List.of(inputs)));
    }

    /** Adds an operator and returns the name of its output. */
    String add(NodeProto.Builder node) {
        String output = next();
        graph.addNode(node.setName(output).addOutput(output));
        return output;
    }

    /** Adds an operator of several outputs and returns their names. */
    List<String> addSeveral(NodeProto.Builder node, int outputs) {
        List<String> names = new ArrayList<>();
        for (int k = 0; k < outputs; k++) {
            names.add(next());
        }
        graph.addNode(node.setName(names.getFirst()).addAllOutput(names));
        return names;
    }

    /** Returns a value as one of another type. */
    String cast(String value, TensorProto.DataType type) {
        return add(NodeProto.newBuilder()
                .setOpType("Cast")
                .addInput(value)
                .addAttribute(attribute("to", type.getNumber())));
    }

    /** Returns one column [N,1] of a value [N,K]. */
    String column(String value, int column) {
        return add(NodeProto.newBuilder()
                .setOpType("Gather")
                .addInput(value)
                .addInput(integers(new long[] {column}, 1))
                .addAttribute(attribute("axis", 1)));
    }

    /** Adds a constant of doubles. */
    String doubles(double[] numbers, long... shape) {
        TensorProto.Builder tensor = constant(TensorProto.DataType.DOUBLE, shape);
        for (double number : numbers) {
            tensor.addDoubleData(number);
        }
        return add(tensor);
    }

    /** Adds a constant of one double, which goes with values of any shape of two dimensions. */
    String number(double number) {
        return doubles(new double[] {number}, 1, 1);
    }

    /** Adds a constant of integers. */
    String integers(long[] numbers, long... shape) {
        TensorProto.Builder tensor = constant(TensorProto.DataType.INT64, shape);
        for (long number : numbers) {
            tensor.addInt64Data(number);
        }
        return add(tensor);
    }

    /** Adds a constant of truth values. */
    String booleans(boolean[] flags) {
        TensorProto.Builder tensor = constant(TensorProto.DataType.BOOL, flags.length);
        for (boolean flag : flags) {
            tensor.addInt32Data(flag ? 1 : 0);
        }
        return add(tensor);
    }

    /** Adds a constant of texts. */
    String texts(List<String> texts) {
        TensorProto.Builder tensor = constant(TensorProto.DataType.STRING, texts.size());
        texts.forEach(text -> tensor.addStringData(ByteString.copyFromUtf8(text)));
        return add(tensor);
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, long[] values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static AttributeProto attribute(String name, List<String> values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.STRINGS);
        values.forEach(value -> attribute.addStrings(ByteString.copyFromUtf8(value)));
        return attribute.build();
    }

    private String add(TensorProto.Builder tensor) {
        String name = next();
        graph.addInitializer(tensor.setName(name));
        return name;
    }

    private String next() {
        return prefix + values++;
    }

    private static TensorProto.Builder constant(TensorProto.DataType type, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(type.getNumber());
        for (long length : shape) {
            tensor.addDims(length);
        }
        return tensor;
    }

    private static TypeProto tensor(TensorProto.DataType type, int width) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(rows())
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width))
                .build();
        return tensor(type, shape);
    }

    private static TypeProto tensor(TensorProto.DataType type, TensorShapeProto shape) {
        return TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder()
                        .setElemType(type.getNumber())
                        .setShape(shape))
                .build();
    }

    private static TensorShapeProto.Dimension rows() {
        return TensorShapeProto.Dimension.newBuilder().setDimParam(ROWS).build();
    }
}
