package io.descent.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.Classes;
import io.descent.data.Table;
import io.descent.data.encode.Encoding;
import io.descent.model.LinearModel;
import io.descent.model.ModelType;
import io.descent.model.Predictions;
import io.descent.model.Softmax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ONNX Runtime says of rows is what the service says of them. */
class OnnxExportTest {

    private static final int ROWS = 10_000;
    private static final long ULPS = 4;

    private static final Encoding ENCODING = OnnxRows.encoding();
    private static final Random RANDOM = new Random(7);

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1})
    void theLinearModelGivesTheSameDouble(double extremes) {
        LinearModel model = model(ModelType.LINEAR, 1, 1, null);
        Table table = OnnxRows.table(ENCODING, ROWS, extremes, RANDOM);
        double[][] predicted = run(model, table).numbers("prediction");
        assertThat(most(OnnxRows.predictions(model, ENCODING, table).margins(), predicted))
                .isZero();
    }

    @Test
    void theSumBeginsAtZeroAndEndsWithTheIntercept() {
        Encoding encoding = Encoding.ofNumbers(List.of("a"));
        for (double intercept : new double[] {0.0, -0.0, 1e-300}) {
            LinearModel model =
                    new LinearModel(ModelType.LINEAR, List.of("a"), new double[] {1}, new double[] {intercept}, null);
            double[] rows = {-0.0, 0.0, -1e-300};
            double[][] predicted = OnnxRun.of(
                            write(model, encoding, OnnxOptions.DEFAULT), Map.of("a", rows), rows.length)
                    .numbers("prediction");
            for (int i = 0; i < rows.length; i++) {
                assertThat(predicted[i][0]).as("%s + %s", rows[i], intercept).isEqualTo(model.margin(rows, i, 0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1, 20})
    void thePoissonModelGivesTheMean(double scale) {
        LinearModel model = model(ModelType.POISSON, 1, scale, null);
        Table table = OnnxRows.table(ENCODING, ROWS, 0.01, RANDOM);
        Predictions expected = OnnxRows.predictions(model, ENCODING, table);
        double[] numbers = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            numbers[i] = expected.number(i);
        }
        assertThat(most(numbers, run(model, table).numbers("prediction"))).isLessThanOrEqualTo(ULPS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1, 20})
    void theLogisticModelGivesBothProbabilitiesAndTheClass(double scale) {
        agrees(model(ModelType.LOGISTIC, 1, scale, new Classes(List.of("no", "yes"))), ULPS);
    }

    /** As e^x is computed step by step, these are the same doubles. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 40})
    void theSoftmaxModelGivesAllProbabilitiesAndTheClass(int outputs) {
        List<Object> numbers = new ArrayList<>();
        for (int k = 0; k < outputs; k++) {
            numbers.add((double) k);
        }
        agrees(model(ModelType.SOFTMAX, outputs, 0.05, new Classes(numbers)), 0);
        agrees(model(ModelType.SOFTMAX, outputs, 1, new Classes(numbers)), 0);
    }

    @Test
    void powersAreThoseOfTheService() {
        double[] weights = {1, 0};
        LinearModel model = new LinearModel(
                ModelType.SOFTMAX, List.of("a"), weights, new double[2], new Classes(List.of("power", "one")));
        double[] edges = {
            -0x1p-28,
            -0x1p-29,
            -0x1.62e42fefa39efp-2,
            -0x1.62e43p-2,
            -0x1.62e42ffffffffp-2,
            -0x1.0a2b2p0,
            -708.4,
            -744.5,
            -745.2,
            -749,
            -751,
            -1e300,
            -0.0,
            -Double.MIN_VALUE
        };
        double[] exponents = DoubleStream.concat(
                        DoubleStream.of(edges),
                        DoubleStream.concat(RANDOM.doubles(ROWS, -2, 0), RANDOM.doubles(ROWS, -750, 0)))
                .toArray();
        double[] expected = new double[2 * exponents.length];
        for (int i = 0; i < exponents.length; i++) {
            expected[2 * i] = exponents[i] + 0.0;
            Softmax.probabilities(expected, 2 * i, 2, 0);
        }
        byte[] file = write(model, Encoding.ofNumbers(List.of("a")), OnnxOptions.DEFAULT);
        OnnxRun.Outputs outputs = OnnxRun.of(file, Map.of("a", exponents), exponents.length);
        assertThat(most(expected, outputs.numbers("probabilities"))).isZero();
    }

    @Test
    void weightsNextToOneAndInterceptsNextToZeroCount() {
        double weight = 1 + 1e-12;
        LinearModel model =
                new LinearModel(ModelType.LINEAR, List.of("a"), new double[] {weight}, new double[] {1e-50}, null);
        byte[] file = write(model, Encoding.ofNumbers(List.of("a")), OnnxOptions.DEFAULT);
        OnnxRun.Outputs outputs = OnnxRun.of(file, Map.of("a", new double[] {3, 0}), 2);
        assertThat(outputs.numbers("prediction")).isDeepEqualTo(new double[][] {{3 * weight}, {1e-50}});
    }

    @Test
    void theFirstOfSeveralClassesWins() {
        for (ModelType type : List.of(ModelType.LOGISTIC, ModelType.SVM, ModelType.SOFTMAX)) {
            int outputs = type == ModelType.SOFTMAX ? 2 : 1;
            LinearModel model = new LinearModel(
                    type, List.of("a"), new double[outputs], new double[outputs], new Classes(List.of("b", "c")));
            byte[] file = write(model, Encoding.ofNumbers(List.of("a")), OnnxOptions.DEFAULT);
            assertThat(OnnxRun.of(file, Map.of("a", new double[] {1}), 1).label(0))
                    .as("%s", type)
                    .isEqualTo("b");
        }
    }

    @Test
    void theSupportVectorMachineGivesScoresAndTheClass() {
        LinearModel model = model(ModelType.SVM, 1, 1, new Classes(List.of(false, true)));
        Table table = OnnxRows.table(ENCODING, ROWS, 0.01, RANDOM);
        Predictions expected = OnnxRows.predictions(model, ENCODING, table);
        OnnxRun.Outputs outputs = run(model, table);
        assertThat(most(expected.margins(), outputs.numbers("scores"))).isZero();
        sameClasses(expected, outputs);
    }

    private static void agrees(LinearModel model, long ulps) {
        Table table = OnnxRows.table(ENCODING, ROWS, 0.01, RANDOM);
        Predictions expected = OnnxRows.predictions(model, ENCODING, table);
        int classes = expected.classes().size();
        double[] probabilities = new double[ROWS * classes];
        double[] row = new double[classes];
        for (int i = 0; i < ROWS; i++) {
            expected.probabilities(i, row);
            System.arraycopy(row, 0, probabilities, i * classes, classes);
        }
        OnnxRun.Outputs outputs = run(model, table);
        assertThat(most(probabilities, outputs.numbers("probabilities"))).isLessThanOrEqualTo(ulps);
        sameClasses(expected, outputs);
    }

    private static void sameClasses(Predictions expected, OnnxRun.Outputs outputs) {
        for (int i = 0; i < ROWS; i++) {
            assertThat(outputs.label(i)).isEqualTo(expected.value(i));
        }
    }

    private static long most(double[] expected, double[][] actual) {
        long most = 0;
        int width = expected.length / actual.length;
        for (int i = 0; i < expected.length; i++) {
            most = Math.max(most, OnnxRows.ulps(expected[i], actual[i / width][i % width]));
        }
        return most;
    }

    private static OnnxRun.Outputs run(LinearModel model, Table table) {
        return OnnxRun.of(write(model, ENCODING, OnnxOptions.DEFAULT), table, false);
    }

    private static byte[] write(LinearModel model, Encoding encoding, OnnxOptions options) {
        return OnnxExport.write("test", model, encoding, false, new LinkedHashMap<>(), options);
    }

    private static LinearModel model(ModelType type, int outputs, double scale, @Nullable Classes classes) {
        int width = Math.toIntExact(ENCODING.width());
        double[] coef = RANDOM.doubles((long) outputs * width, -scale, scale).toArray();
        double[] intercept = RANDOM.doubles(outputs, -scale, scale).toArray();
        return new LinearModel(type, ENCODING.features(), coef, intercept, classes);
    }
}
