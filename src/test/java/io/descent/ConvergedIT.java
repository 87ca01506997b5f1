package io.descent;

import static io.descent.Answered.warning;
import static io.descent.Answered.warnings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A fit is called converged only where its minimum is reached. */
@ServiceTest
class ConvergedIT {

    private static final List<String> RULES = List.of(
            "sgd", "averaged_sgd", "adagrad", "adadelta", "rmsprop", "adam", "adamw", "amsgrad", "nadam", "ftrl");

    private final ServiceClient service;

    ConvergedIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    static Stream<String> rules() {
        return RULES.stream();
    }

    /** Errors of 0 curve and all others do not: Newton's step from there leads nowhere. */
    @ParameterizedTest
    @MethodSource("rules")
    void aPointThatTiedTargetsHoldIsNotTakenForTheMinimum(String rule) {
        List<Double> y = List.of(0.0, 0.0, 0.0, 0.0, 0.0, 1e8, 0.0, 3e8, 4e8, 0.0, 6e8, 7e8);
        for (String loss : List.of("huber", "absolute_error")) {
            Map<String, Object> data =
                    Map.of("x", List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), "y", y, "loss", loss);
            Map<String, Object> named = new HashMap<>(data);
            named.put("optimizer", rule);

            JsonNode best = service.fitted(data);
            JsonNode fit = service.fitted(named);

            assertThat(best.get("stop_reason").asString()).isEqualTo("converged");
            double excess = fit.at("/result/objective").asDouble()
                    / best.at("/result/objective").asDouble();
            if (excess > 1.0001) {
                assertThat(fit.get("stop_reason").asString()).as(loss).isIn("stalled", "epochs");
                assertThat(warnings(fit)).as(loss).contains("not_converged");
            }
        }
    }

    @Test
    void aVertexThatIsNoMinimumIsNotTakenForOne() {
        JsonNode fit = service.fitted(Map.of(
                "x",
                List.of(1, 1, 1, 1, 1),
                "y",
                List.of(0, 0, 0, 0, 9),
                "model",
                Map.of("type", "linear", "fit_intercept", false),
                "loss",
                "absolute_error",
                "init",
                Map.of("coef", List.of(9)),
                "optimizer",
                Map.of("type", "sgd", "learning_rate", 1e-300),
                "stopping",
                Map.of("patience", 3)));

        assertThat(fit.get("stop_reason").asString()).isEqualTo("stalled");
        assertThat(warnings(fit)).contains("not_converged");
    }

    /** The minimum is that of coordinate descent at 1e-12 (NumPy). */
    @Test
    void aLassoOfNearlyDependentFeaturesEndsAtItsMinimum() {
        JsonNode fit = service.fitted(Map.of(
                "x",
                new double[][] {{1, 0.3, 1}, {2, -1, 2}, {3, 0.5, 5}},
                "y",
                List.of(24.6, 45.3, 64.8),
                "penalty",
                Map.of("type", "l1", "alpha", 1e-4)));

        assertThat(fit.get("stop_reason").asString()).isEqualTo("converged");
        assertThat(fit.at("/result/objective").asDouble()).isCloseTo(0.001673151609, within(1e-10));
    }

    @Test
    void aFitThatContinuesOneOfOtherDataFindsItsRateAgain() {
        List<Integer> x = List.of(1, 2, 3, 4, 5, 6);
        String earlier = service.fitted(
                        Map.of("x", x, "y", List.of(1, 0, 2, 3, 2, 5), "model", "poisson", "optimizer", "sgd"))
                .get("id")
                .asString();

        JsonNode fit = service.fitted(Map.of(
                "x",
                x,
                "y",
                List.of(1000, 1200, 900, 1500, 1700, 1600),
                "model",
                "poisson",
                "init",
                Map.of("fit", earlier)));

        assertThat(fit.get("status").asString()).isEqualTo("succeeded");
        assertThat(fit.at("/config/optimizer/type").asString()).isEqualTo("sgd");
    }

    /** A cosine brings an objective to rest by itself, wherever that is. */
    @Test
    void anObjectiveThatRestsBecauseTheRateFellHasNotConverged() {
        JsonNode fit = service.fitted(Map.of(
                "x",
                List.of(1, 2, 3, 4),
                "y",
                List.of(2, 4, 6, 8.5),
                "optimizer",
                Map.of("type", "sgd", "learning_rate", 1e-4),
                "schedule",
                "cosine",
                "epochs",
                100,
                "stopping",
                Map.of("patience", 3, "tolerance", 1e-4)));

        assertThat(fit.get("stop_reason").asString()).isEqualTo("stalled");
        assertThat(warning(fit, "not_converged")).contains("above the minimum");
    }

    @Test
    void singleRowsOfCorrelatedFeaturesHaveNotConvergedWhereTheyRest() {
        double[][] x = new double[30][];
        double[] y = new double[30];
        for (int i = 0; i < x.length; i++) {
            double t = i / 10.0;
            x[i] = new double[] {t, t + 0.001 * Math.sin(7 * i)};
            y[i] = 3 * x[i][0] - 2 * x[i][1] + 0.0001 * Math.cos(5 * i);
        }

        JsonNode fit = service.fitted(Map.of("x", x, "y", y, "batch_size", 1));
        JsonNode best = service.fitted(Map.of("x", x, "y", y));

        assertThat(best.get("stop_reason").asString()).isEqualTo("converged");
        if (fit.at("/result/objective").asDouble()
                > 1.0001 * best.at("/result/objective").asDouble()) {
            assertThat(warnings(fit)).contains("not_converged");
            assertThat(fit.get("stop_reason").asString()).isIn("stalled", "epochs");
        }
    }
}
