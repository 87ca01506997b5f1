package io.descent.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.TestData;
import io.descent.objective.SquaredError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The linear regressions of NIST's Statistical Reference Datasets (https://www.itl.nist.gov/div898/strd/), whose certified values were
 * computed with many more digits than a double has.
 */
class StrdTest {

    private static JsonNode set(String name) {
        try (InputStream file = StrdTest.class.getResourceAsStream("/inference/strd.json")) {
            for (JsonNode set : JsonMapper.shared().readTree(Objects.requireNonNull(file))) {
                if (set.get("name").asString().equals(name)) {
                    return set;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalArgumentException(name);
    }

    private static Inference fitted(JsonNode set) {
        int degree = set.get("degree").asInt();
        int rows = set.get("y").size();
        int columns = Math.max(degree, set.get("x").get(0).size());
        double[] x = new double[rows * columns];
        double[] y = new double[rows];
        List<String> names = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            names.add("x" + j);
        }
        for (int i = 0; i < rows; i++) {
            y[i] = set.get("y").get(i).asDouble();
            for (int j = 0; j < columns; j++) {
                x[i * columns + j] = degree > 1
                        ? StrictMath.pow(set.get("x").get(i).get(0).asDouble(), j + 1)
                        : set.get("x").get(i).get(j).asDouble();
            }
        }
        boolean intercept = set.get("intercept").asBoolean();
        return Inferences.of(
                TestData.dataset(x, names, y),
                new SquaredError(),
                intercept,
                new InferenceSpec(Covariance.Named.CLASSIC, 0.95, InferenceSpec.Weights.FREQUENCY));
    }

    /** The digits are those of the largest relative error of any estimate, any standard error, and of the residual deviation. */
    @ParameterizedTest
    @CsvSource({
        "Norris, 12, 14, 14",
        "Pontius, 12, 13, 13",
        "NoInt1, 14, 14, 15",
        "NoInt2, 15, 15, 15",
        "Filip, 7, 8, 8",
        "Longley, 14, 14, 15",
        "Wampler3, 9, 13, 14",
        "Wampler4, 8, 13, 14",
        "Wampler5, 6, 13, 14",
    })
    void certifiedValuesAreMet(String name, int ofEstimates, int ofErrors, int ofDeviation) {
        JsonNode set = set(name);
        Inference.Estimated found = (Inference.Estimated) fitted(set);

        assertThat(digits(found.parameters().estimate(), set.get("estimate"))).isGreaterThanOrEqualTo(ofEstimates);
        assertThat(digits(found.parameters().stdError(), set.get("std_error"))).isGreaterThanOrEqualTo(ofErrors);
        double deviation =
                Math.sqrt(Objects.requireNonNull(found.fit().likelihood()).scale());
        assertThat(digits(deviation, set.get("residual_sd").asDouble())).isGreaterThanOrEqualTo(ofDeviation);
    }

    /** Their certified errors are 0, which no double that was computed is. */
    @ParameterizedTest
    @ValueSource(strings = {"Wampler1", "Wampler2"})
    void whatAModelReproducesToTheLastDigitTellsNothingOfItsParameters(String name) {
        assertThat(fitted(set(name)))
                .isInstanceOfSatisfying(
                        Inference.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Inference.Reason.EXACT_FIT));
    }

    private static double digits(double[] found, JsonNode certified) {
        double least = 16;
        for (int j = 0; j < found.length; j++) {
            least = Math.min(least, digits(found[j], certified.get(j).asDouble()));
        }
        return least;
    }

    private static double digits(double found, double certified) {
        return Math.min(-Math.log10(Math.abs(found / certified - 1)), 16);
    }
}
