package io.descent.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.data.encode.ColumnEncoding;
import io.descent.model.ModelType;
import io.descent.model.Predictions;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pmml4s.model.Model;

/** An evaluator must say of rows what the service says of them. */
class PmmlExportTest {

    private static final int ROWS = 2000;

    private static Map<String, Object> row(Table rows, int i) {
        Map<String, Object> row = new HashMap<>();
        for (Map.Entry<String, Column> column : rows.columns().entrySet()) {
            Object value = column.getValue().value(i);
            if (value != null) {
                row.put(column.getKey(), value);
            }
        }
        return row;
    }

    private static double number(Map<String, Object> found, String name) {
        return found.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @ParameterizedTest
    @EnumSource(ModelType.class)
    void theEvaluatorPredictsAsTheServiceDoes(ModelType type) {
        Exportable what = ExportedModels.model(type, 11);
        Table rows = ExportedModels.rows(what, ROWS, 12, false);
        Predictions expected = ExportedModels.predictions(what, rows);
        Model model = Model.fromString(new String(PmmlExport.write(what), StandardCharsets.UTF_8));

        for (int i = 0; i < ROWS; i++) {
            Map<String, Object> found = model.predict(row(rows, i));
            switch (type) {
                case LINEAR, POISSON -> near(number(found, "prediction"), expected.number(i));
                case SVM -> {
                    near(number(found, "score"), expected.margins()[i]);
                    assertThat(found.get("prediction")).isEqualTo(expected.value(i));
                }
                case LOGISTIC, SOFTMAX -> {
                    assertThat(found.get("prediction")).isEqualTo(expected.value(i));
                    double[] probabilities = new double[expected.classes().size()];
                    expected.probabilities(i, probabilities);
                    for (int k = 0; k < probabilities.length; k++) {
                        near(number(found, "probability=" + expected.classes().get(k)), probabilities[k]);
                    }
                }
            }
        }
    }

    private static void near(double found, double expected) {
        assertThat(found).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }

    private static Exportable of(ColumnEncoding encoding) {
        SequencedMap<String, ColumnEncoding> columns = new LinkedHashMap<>();
        columns.put("a", encoding);
        return ExportedModels.of(ModelType.LINEAR, columns, 5, 3);
    }

    @Test
    void whatTheModelHasNoFillForHasNoResult() {
        for (ColumnEncoding encoding : List.of(
                new ColumnEncoding.Numeric(null, false),
                new ColumnEncoding.Category(List.of("x", "y"), List.of("z"), false, null, null, false))) {
            Model model = Model.fromString(new String(PmmlExport.write(of(encoding)), StandardCharsets.UTF_8));

            Object prediction = model.predict(new HashMap<String, Object>()).get("prediction");
            assertThat(prediction == null
                            || (prediction instanceof Number number && Double.isNaN(number.doubleValue())))
                    .isTrue();
        }
    }

    @Test
    void anUnknownLevelThatIsRefusedHasNoResult() {
        Exportable what = of(new ColumnEncoding.Category(List.of("x", "y"), List.of(), false, null, null, false));
        Exportable refusing =
                new Exportable(what.name(), what.model(), what.encoding(), true, new LinkedHashMap<>(what.madeOf()));
        Model model = Model.fromString(new String(PmmlExport.write(refusing), StandardCharsets.UTF_8));

        assertThat(model.predict(Map.<String, Object>of("a", "x")).get("prediction"))
                .isNotNull();
        Object prediction = model.predict(Map.<String, Object>of("a", "q")).get("prediction");
        assertThat(prediction == null || (prediction instanceof Number number && Double.isNaN(number.doubleValue())))
                .isTrue();
    }

    @Test
    void theSameModelGivesTheSameBytes() {
        Exportable what = ExportedModels.model(ModelType.SOFTMAX, 11);

        assertThat(PmmlExport.write(what)).isEqualTo(PmmlExport.write(what));
    }

    @Test
    void whatPmmlCannotDoIsRefused() {
        assertThatThrownBy(() -> PmmlExport.write(of(new ColumnEncoding.Hashed(8, true, null, false))))
                .isInstanceOf(NotExportableException.class)
                .hasMessageContaining("`a` is hashed");
        assertThatThrownBy(() -> PmmlExport.write(of(new ColumnEncoding.Date(true, null, false))))
                .isInstanceOf(NotExportableException.class)
                .hasMessageContaining("`a` is a date");
        assertThatThrownBy(() -> PmmlExport.write(
                        of(new ColumnEncoding.Category(List.of("\u0001"), List.of(), true, null, null, false))))
                .isInstanceOf(NotExportableException.class)
                .hasMessageContaining("control character");
    }
}
