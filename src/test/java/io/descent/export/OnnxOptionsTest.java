package io.descent.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.Classes;
import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.data.encode.ColumnEncoding;
import io.descent.data.encode.Encoding;
import io.descent.model.LinearModel;
import io.descent.model.ModelType;
import io.descent.model.Predictions;
import io.descent.model.Softmax;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an ONNX file is like with each option, what it says of rows that are refused, and what cannot be written. */
class OnnxOptionsTest {

    private static final int ROWS = 1_000;
    private static final OnnxOptions FLOAT = new OnnxOptions(true, false, false);
    private static final OnnxOptions MATRIX = new OnnxOptions(false, true, false);
    private static final OnnxOptions ZIPMAP = new OnnxOptions(false, false, true);
    private static final Classes TEXTS = new Classes(List.of("no", "yes"));

    private final Random random = new Random(7);

    @Test
    void floatsComeInAndGoOut() {
        Encoding encoding = OnnxRows.encoding();
        SequencedMap<String, Column> floats = new LinkedHashMap<>();
        OnnxRows.table(encoding, ROWS, 0, random)
                .columns()
                .forEach((name, column) -> floats.put(name, rounded(column)));
        Table table = new Table(floats);
        LinearModel linear = model(ModelType.LINEAR, encoding, null);
        double[][] predicted =
                OnnxRun.of(write(linear, encoding, FLOAT), table, true).numbers("prediction");
        LinearModel svm = model(ModelType.SVM, encoding, TEXTS);
        OnnxRun.Outputs classes = OnnxRun.of(write(svm, encoding, FLOAT), table, true);
        Predictions numbers = OnnxRows.predictions(linear, encoding, table);
        Predictions margins = OnnxRows.predictions(svm, encoding, table);
        for (int i = 0; i < ROWS; i++) {
            assertThat(predicted[i][0]).isEqualTo((double) (float) numbers.number(i));
            assertThat(classes.numbers("scores")[i][0]).isEqualTo((double) (float) margins.margins()[i]);
            assertThat(classes.label(i)).isEqualTo(margins.value(i));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMatrixIsOneInput(boolean float32) {
        Encoding encoding = Encoding.ofNumbers(List.of("a", "", "prediction", "x"));
        LinearModel model = model(ModelType.LINEAR, encoding, null);
        double[] rows = random.ints(4 * ROWS, -1000, 1000).asDoubleStream().toArray();
        float[] floats = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            floats[i] = (float) rows[i];
        }
        byte[] file = write(model, encoding, new OnnxOptions(float32, true, false));
        double[][] predicted =
                OnnxRun.of(file, Map.of("x", float32 ? floats : rows), ROWS).numbers("prediction");
        for (int i = 0; i < ROWS; i++) {
            double margin = model.margin(rows, 4 * i, 0);
            assertThat(predicted[i][0]).isEqualTo(float32 ? (float) margin : margin);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 10_000})
    void aMatrixMayBeWide(int columns) {
        Encoding encoding = Encoding.ofNumbers(
                IntStream.range(0, columns).mapToObj(j -> "c" + j).toList());
        double[] rows = random.doubles(10L * columns, -1, 1).toArray();
        Arrays.fill(rows, 0, columns, -0.0);
        LinearModel regression = model(ModelType.LINEAR, encoding, null);
        regression.intercept()[0] = -0.0;
        LinearModel classifier = model(ModelType.SOFTMAX, encoding, TEXTS);
        double[][] predicted = OnnxRun.of(write(regression, encoding, MATRIX), Map.of("x", rows), 10)
                .numbers("prediction");
        OnnxRun.Outputs classes = OnnxRun.of(write(classifier, encoding, MATRIX), Map.of("x", rows), 10);
        double[] probabilities = new double[2];
        for (int i = 0; i < 10; i++) {
            assertThat(predicted[i][0]).isEqualTo(regression.margin(rows, i * columns, 0));
            probabilities[0] = classifier.margin(rows, i * columns, 0);
            probabilities[1] = classifier.margin(rows, i * columns, 1);
            Softmax.probabilities(probabilities, 0, 2, 0);
            assertThat(classes.numbers("probabilities")[i]).isEqualTo(probabilities);
        }
    }

    @Test
    void aMatrixOfOneColumn() {
        Encoding encoding = Encoding.ofNumbers(List.of("a"));
        LinearModel model = model(ModelType.LINEAR, encoding, null);
        double[] rows = {1, 2};
        OnnxRun.Outputs outputs = OnnxRun.of(write(model, encoding, MATRIX), Map.of("x", rows), 2);
        assertThat(outputs.numbers("prediction")[1][0]).isEqualTo(model.margin(rows, 1, 0));
    }

    @Test
    void zipmapsHaveTheClassesAsKeys() {
        Encoding encoding = OnnxRows.encoding();
        Table table = OnnxRows.table(encoding, ROWS, 0, random);
        Map<Classes, List<Object>> keys = Map.of(
                TEXTS,
                List.of("no", "yes"),
                new Classes(List.of(-1.0, 3.0)),
                List.of(-1L, 3L),
                new Classes(List.of(false, true)),
                List.of(0L, 1L));
        keys.forEach((classes, labels) -> {
            LinearModel model = model(ModelType.LOGISTIC, encoding, classes);
            Predictions expected = OnnxRows.predictions(model, encoding, table);
            OnnxRun.Outputs outputs = OnnxRun.of(write(model, encoding, ZIPMAP), table, false);
            double[] row = new double[2];
            for (int i = 0; i < ROWS; i++) {
                expected.probabilities(i, row);
                Map<?, ?> map = (Map<?, ?>) ((List<?>) outputs.get("probabilities")).get(i);
                assertThat(map.keySet()).isEqualTo(Set.copyOf(labels));
                for (int k = 0; k < 2; k++) {
                    float probability = (float) row[k];
                    assertThat((Float) map.get(labels.get(k))).isCloseTo(probability, within(Math.ulp(probability)));
                }
                assertThat(outputs.label(i)).isEqualTo(labels.get(expected.classOf(i)));
            }
        });
    }

    @Test
    void labelsWithFractionsAreDoubles() {
        Encoding encoding = Encoding.ofNumbers(List.of("a"));
        LinearModel model = model(ModelType.LOGISTIC, encoding, new Classes(List.of(0.5, 1.0)));
        OnnxRun.Outputs outputs =
                OnnxRun.of(write(model, encoding, OnnxOptions.DEFAULT), Map.of("a", new double[] {1e9, -1e9}), 2);
        assertThat(List.of(outputs.label(0), outputs.label(1))).containsExactlyInAnyOrder(0.5, 1.0);
        refuses(model, encoding, ZIPMAP, "zipmap");
    }

    @Test
    void thereMayBeNoRows() {
        Encoding encoding = Encoding.ofNumbers(List.of("a"));
        byte[] file = write(model(ModelType.SOFTMAX, encoding, TEXTS), encoding, OnnxOptions.DEFAULT);
        assertThat(OnnxRun.of(file, Map.of("a", new double[0]), 0).numbers("probabilities"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rowsThatAreRefusedAreNotNumbers(boolean refusesUnknown) {
        SequencedMap<String, ColumnEncoding> columns = new LinkedHashMap<>();
        columns.put("colour", OnnxRows.category(List.of("blue"), List.of("a", "red"), true, null, null, false));
        columns.put(
                "strict",
                OnnxRows.category(
                        List.of("", "a", "blue", "red"), List.of("Bern", "rare", "seldom"), false, null, null, true));
        columns.put("whole", new ColumnEncoding.Date(false, null, true));
        Encoding encoding = new Encoding(columns, false);
        Table table = OnnxRows.table(encoding, ROWS, 0, random);
        Set<Integer> refused = OnnxRows.refused(encoding, table, refusesUnknown);
        LinearModel model = model(ModelType.LINEAR, encoding, null);
        Predictions expected = OnnxRows.predictions(model, encoding, table);
        byte[] file =
                OnnxExport.write("test", model, encoding, refusesUnknown, new LinkedHashMap<>(), OnnxOptions.DEFAULT);
        double[][] predicted = OnnxRun.of(file, table, false).numbers("prediction");
        Column strict = table.column("strict");
        for (int i = 0; i < ROWS; i++) {
            // what is missing there is the level "", as a text of ONNX is never missing
            if (strict.isMissing(i)) {
                continue;
            }
            assertThat(Double.isNaN(predicted[i][0])).isEqualTo(refused.contains(i));
            if (!refused.contains(i)) {
                assertThat(predicted[i][0]).isEqualTo(expected.number(i));
            }
        }
        assertThat(refused).hasSizeBetween(1, ROWS - 1);
    }

    @Test
    void theSameModelIsWrittenInTheSameBytesWithItsMetadata() {
        Encoding encoding = OnnxRows.encoding();
        LinearModel model = model(ModelType.LOGISTIC, encoding, TEXTS);
        SequencedMap<String, String> metadata = new LinkedHashMap<>();
        metadata.put("fit", "01J");
        metadata.put("created", "2026-01-01T00:00:00Z");
        byte[] file = OnnxExport.write("test", model, encoding, false, metadata, OnnxOptions.DEFAULT);
        assertThat(OnnxExport.write("test", model, encoding, false, metadata, OnnxOptions.DEFAULT))
                .isEqualTo(file);
        assertThat(OnnxRun.metadata(file)).isEqualTo(metadata);
    }

    @Test
    void whatOnnxCannotComputeIsRefused() {
        refused("when", new ColumnEncoding.Date(true, null, false), OnnxOptions.DEFAULT, "seconds");
        refused("town", new ColumnEncoding.Hashed(8, false, null, false), OnnxOptions.DEFAULT, "encoding.hashed");
        refused("size", new ColumnEncoding.Numeric(1.0, false), MATRIX, "matrix");
        refused("size", new ColumnEncoding.Flag(null, false), MATRIX, "matrix");
        refused("prediction", new ColumnEncoding.Numeric(null, false), OnnxOptions.DEFAULT, "output");
        refused("", new ColumnEncoding.Numeric(null, false), OnnxOptions.DEFAULT, "name");
        refused(
                "town",
                OnnxRows.category(List.of("", "a"), List.of(), true, null, null, false),
                OnnxOptions.DEFAULT,
                "empty text");
        refused(
                "town",
                OnnxRows.category(List.of("\ud800"), List.of(), true, null, null, false),
                OnnxOptions.DEFAULT,
                "Unicode");
    }

    private void refused(String name, ColumnEncoding column, OnnxOptions options, String advice) {
        SequencedMap<String, ColumnEncoding> columns = new LinkedHashMap<>();
        columns.put(name, column);
        Encoding encoding = new Encoding(columns, false);
        refuses(model(ModelType.LINEAR, encoding, null), encoding, options, advice, "'" + name + "'");
    }

    private static void refuses(LinearModel model, Encoding encoding, OnnxOptions options, String... parts) {
        assertThatExceptionOfType(NotExportableException.class)
                .isThrownBy(() -> write(model, encoding, options))
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(parts));
    }

    private static byte[] write(LinearModel model, Encoding encoding, OnnxOptions options) {
        return OnnxExport.write("test", model, encoding, false, new LinkedHashMap<>(), options);
    }

    private LinearModel model(ModelType type, Encoding encoding, @Nullable Classes classes) {
        int outputs = type == ModelType.SOFTMAX ? 2 : 1;
        double[] coef = random.doubles(outputs * encoding.width(), -1, 1).toArray();
        double[] intercept = random.doubles(outputs, -1, 1).toArray();
        return new LinearModel(type, encoding.features(), coef, intercept, classes);
    }

    private static Column rounded(Column column) {
        return switch (column) {
            case Column.Numbers(double[] values) -> new Column.Numbers(rounded(values));
            case Column.Dates(double[] seconds) -> new Column.Dates(rounded(seconds));
            default -> column;
        };
    }

    private static double[] rounded(double[] values) {
        double[] floats = new double[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
