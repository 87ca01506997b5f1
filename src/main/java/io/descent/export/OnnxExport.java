package io.descent.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.descent.data.encode.ColumnEncoding;
import io.descent.data.encode.Encoding;
import io.descent.model.LinearModel;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * Writes a model as ONNX, of operator set {@value #OPERATORS} and {@code ai.onnx.ml} {@value #ML_OPERATORS}, so that it
 * takes rows as they were before the encoding and predicts in double precision what the service predicts.
 *
 * <p>Inputs, for N rows: each column is a tensor [N,1] of its name. A number is a double, a flag a double 1 or 0, a date a
 * double of seconds since 1970, and NaN is a missing value of them. A category is a text, and "" is a missing value of it.
 *
 * <p>Each output k has the margin m_k = 0 + w₁·x₁ + w₂·x₂ + … + b_k, summed from left to right as
 * {@link LinearModel#margin(double[], int, int)} does, to the same double; a category adds the weight of its level. Outputs:
 *
 * <ul>
 *   <li>LINEAR: {@code prediction} [N,1] = m
 *   <li>POISSON: {@code prediction} [N,1] = e^m
 *   <li>LOGISTIC: {@code label} [N], the second class where m > 0, and {@code probabilities} [N,2] = σ(−m), σ(m)
 *   <li>SOFTMAX: {@code label} [N], the class of the largest margin, the first of several, and {@code probabilities} [N,K]
 *       = e^(m_k − max) / Σ e^(m − max)
 *   <li>SVM: {@code label} [N], the second class where m > 0, and {@code scores} [N,1] = m
 * </ul>
 *
 * <p>A label is an int64 where all classes are whole numbers, else a double, a bool or a text. Where the service refuses a
 * row, for a value that is missing without a fill or for a level that training has not seen, the numbers are NaN, and the
 * label says nothing.
 */
public final class OnnxExport {

    /** The version of the operators of ONNX. */
    static final int OPERATORS = 17;

    /** The version of the operators of {@code ai.onnx.ml}. */
    static final int ML_OPERATORS = 3;

    private static final int IR_VERSION = 8;
    private static final String PRODUCER = "Descent";

    private OnnxExport() {}

    /**
     * Returns the file; the same bytes for the same arguments.
     *
     * @param name of the graph
     * @param encoding how columns become the features of the model
     * @param refusesUnknown whether a level that training has not seen is refused; else it counts as the encoding says
     * @param metadata put into the file
     * @throws NotExportableException where a column cannot be computed by the operators of ONNX
     */
    public static byte[] write(
            String name,
            LinearModel model,
            Encoding encoding,
            boolean refusesUnknown,
            SequencedMap<String, String> metadata,
            OnnxOptions options) {
        if (encoding.width() != model.features().size()) {
            throw new IllegalArgumentException("the encoding makes other features than the model has");
        }
        check(encoding, options, OnnxOutputs.names(model.type()));
        List<String> taken = new ArrayList<>(encoding.columns().sequencedKeySet());
        taken.addAll(OnnxOutputs.names(model.type()));
        taken.add(OnnxMargins.MATRIX);
        OnnxGraph graph = new OnnxGraph(name, taken);
        String margins = OnnxMargins.add(graph, model, encoding, refusesUnknown, options);
        OnnxOutputs.add(graph, model, options, margins);
        ModelProto.Builder file = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName(PRODUCER)
                .setGraph(graph.build())
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(OnnxGraph.ML).setVersion(ML_OPERATORS));
        metadata.forEach((key, value) -> file.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return file.build().toByteArray();
    }

    private static void check(Encoding encoding, OnnxOptions options, List<String> outputs) {
        if (encoding.columns().isEmpty()) {
            throw new NotExportableException(
                    "the model has no columns, so ONNX has nothing to count rows by: its prediction is its intercept");
        }
        if (options.matrix()) {
            encoding.columns().forEach((column, how) -> {
                if (!(how instanceof ColumnEncoding.Numeric(Double fill, boolean indicator))
                        || fill != null
                        || indicator) {
                    throw new NotExportableException("column '" + column
                            + "' is not a number as it is, so the columns are " + "no matrix: export without `matrix`");
                }
            });
            return;
        }
        CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
        for (String column : encoding.columns().sequencedKeySet()) {
            if (outputs.contains(column)) {
                throw new NotExportableException("column '" + column + "' has the name of an output of the ONNX model: "
                        + "train with another name, or export with `matrix` where all columns are numbers");
            }
            if (column.isEmpty() || !utf8.canEncode(column)) {
                throw new NotExportableException("column '" + column + "' has a name that no input of ONNX can have: "
                        + "train with another name, or export with `matrix` where all columns are numbers");
            }
        }
    }
}
