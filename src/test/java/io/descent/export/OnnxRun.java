package io.descent.export;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.descent.data.Column;
import io.descent.data.Table;
import java.lang.reflect.Array;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Runs ONNX files on rows, as ONNX Runtime does with nothing else set. */
final class OnnxRun {

    private OnnxRun() {}

    /** What a file says of rows. */
    record Outputs(Map<String, Object> values) {

        /** Returns an output: an array, or a list of maps. */
        Object get(String name) {
            return Objects.requireNonNull(values.get(name), name);
        }

        /** Returns an output of floats or doubles. */
        double[][] numbers(String name) {
            if (get(name) instanceof float[][] floats) {
                return Arrays.stream(floats)
                        .map(row -> IntStream.range(0, row.length)
                                .mapToDouble(k -> row[k])
                                .toArray())
                        .toArray(double[][]::new);
            }
            return (double[][]) get(name);
        }

        /** Returns the label of a row. */
        Object label(int row) {
            return Array.get(get("label"), row);
        }
    }

    /** Returns the outputs for the rows of a table. */
    static Outputs of(byte[] file, Table table, boolean float32) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        table.columns().forEach((name, column) -> inputs.put(name, values(column, float32)));
        return of(file, inputs, table.rows());
    }

    /** Returns the outputs for inputs of some rows: doubles, floats or texts. */
    static Outputs of(byte[] file, Map<String, Object> inputs, int rows) {
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try (OrtSession session = runtime.createSession(file)) {
            for (Map.Entry<String, Object> input : inputs.entrySet()) {
                tensors.put(input.getKey(), tensor(runtime, input.getValue(), rows));
            }
            try (OrtSession.Result result = session.run(tensors)) {
                Map<String, Object> outputs = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> output : result) {
                    outputs.put(
                            output.getKey(),
                            output.getValue() instanceof OnnxSequence maps
                                    ? maps(maps)
                                    : output.getValue().getValue());
                }
                return new Outputs(outputs);
            }
        } catch (OrtException failure) {
            throw new AssertionError(failure);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static List<Map<?, ?>> maps(OnnxSequence sequence) throws OrtException {
        List<Map<?, ?>> maps = new ArrayList<>();
        for (OnnxValue map : sequence.getValue()) {
            maps.add(((OnnxMap) map).getValue());
        }
        return maps;
    }

    /** Returns what a file says of itself. */
    static Map<String, String> metadata(byte[] file) {
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file)) {
            return session.getMetadata().getCustomMetadata();
        } catch (OrtException failure) {
            throw new AssertionError(failure);
        }
    }

    private static OnnxTensor tensor(OrtEnvironment runtime, Object values, int rows) throws OrtException {
        return switch (values) {
            case double[] numbers ->
                OnnxTensor.createTensor(
                        runtime, DoubleBuffer.wrap(numbers), new long[] {rows, rows == 0 ? 1 : numbers.length / rows});
            case float[] numbers ->
                OnnxTensor.createTensor(
                        runtime, FloatBuffer.wrap(numbers), new long[] {rows, rows == 0 ? 1 : numbers.length / rows});
            case String[] texts -> OnnxTensor.createTensor(runtime, texts, new long[] {rows, 1});
            default -> throw new IllegalArgumentException();
        };
    }

    private static Object values(Column column, boolean float32) {
        int rows = column.size();
        if (column instanceof Column.Texts) {
            String[] texts = new String[rows];
            for (int i = 0; i < rows; i++) {
                texts[i] = Objects.requireNonNullElse((String) column.value(i), "");
            }
            return texts;
        }
        double[] numbers = numbers(column);
        if (!float32) {
            return numbers;
        }
        float[] floats = new float[rows];
        for (int i = 0; i < rows; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    /** Returns the numbers of a column, flags as 1 and 0, −0 as it is, and NaN where one is missing. */
    static double[] numbers(Column column) {
        return switch (column) {
            case Column.Numbers(double[] values) -> values;
            case Column.Dates(double[] seconds) -> seconds;
            case Column.Booleans flags -> {
                double[] values = new double[flags.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = flags.isMissing(i) ? Double.NaN : flags.values()[i];
                }
                yield values;
            }
            case Column.Texts _ -> throw new IllegalArgumentException();
        };
    }
}
