package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What the wire makes of models other than a line: shapes, classes, the domains of targets. */
@ServiceTest
class SeveralOutputsIT extends BadInput {

    private static final String THREE = "\"x\": [[0, 1], [1, 0], [2, 2], [0, 2], [1, 1], [3, 2]], "
            + "\"y\": [\"b\", \"a\", \"c\", \"b\", \"a\", \"c\"]";

    SeveralOutputsIT(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void aHistoryOfVectorsHasTheShapeOfTheParameters() {
        ServiceClient.Answer answer = service.fit("{\"model\": \"softmax\", \"epochs\": 2, \"history\": {\"include\": "
                + "[\"params\", \"gradient\"], \"metrics\": [\"accuracy\", \"batch_sse\"]}, " + THREE + "}");
        JsonNode fit = answer.json();

        assertThat(fit.at("/history/params/intercept").size()).isEqualTo(2);
        assertThat(fit.at("/history/params/intercept/0").size()).isEqualTo(3);
        assertThat(fit.at("/history/params/coef/1").size()).isEqualTo(3);
        assertThat(fit.at("/history/params/coef/1")).isEqualTo(fit.at("/result/params/coef"));
        assertThat(fit.at("/history/gradient/coef/0/2").size()).isEqualTo(2);
        // at zero parameters every class has probability 1/3: 6·(4 + 1 + 1)/9, and a tie goes to the first class
        assertThat(fit.at("/history/batch_sse/0").asDouble()).isCloseTo(4, within(1e-12));
        assertThat(fit.at("/history/accuracy/0").asDouble()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(fit.at("/history/loss/0").asDouble()).isCloseTo(Math.log(3), within(1e-12));

        String csv = service.get(answer.header("Location") + "/history", "Accept", "text/csv")
                .body();
        assertThat(csv.lines().findFirst().orElseThrow())
                .isEqualTo("epoch,loss,learning_rate,batch_sse,accuracy,intercept_a,intercept_b,intercept_c,"
                        + "coef_a_x0,coef_a_x1,coef_b_x0,coef_b_x1,coef_c_x0,coef_c_x1,"
                        + "gradient_intercept_a,gradient_intercept_b,gradient_intercept_c,gradient_coef_a_x0,"
                        + "gradient_coef_a_x1,gradient_coef_b_x0,gradient_coef_b_x1,gradient_coef_c_x0,"
                        + "gradient_coef_c_x1");
    }

    @Test
    void aConfigurationWithValuesForEachClassReproducesItsFit() {
        String settings =
                "{\"model\": \"softmax\", \"epochs\": 3, \"optimizer\": {\"type\": \"sgd\", \"learning_rate\": "
                        + "0.1}, \"init\": {\"coef\": [[1, 2], [0, 0], [-1, 0.5]], \"intercept\": [0.5, 0, -1]}, "
                        + THREE + "}";
        JsonNode fit = service.fit(settings).json();

        assertThat(fit.at("/config/init").toString())
                .isEqualTo("{\"coef\":[[1.0,2.0],[0.0,0.0],[-1.0,0.5]],\"intercept\":[0.5,0.0,-1.0]}");
        String config = fit.get("config").toString();
        JsonNode again = service.fit(config.substring(0, config.length() - 1) + ", " + THREE + "}")
                .json();
        assertThat(again.get("result")).isEqualTo(fit.get("result"));
        assertThat(again.get("history")).isEqualTo(fit.get("history"));
    }

    @Test
    void twoClassesOfNumbersOrBooleansSuitSoftmax() {
        for (String y : new String[] {"[0, 1, 0, 1, 1]", "[false, true, false, true, true]"}) {
            JsonNode softmax = service.fit(
                            "{\"model\": \"softmax\", \"penalty\": \"l2\", \"x\": [1, 2, 3, 4, 2], \"y\": " + y + "}")
                    .json();
            assertThat(softmax.at("/result/params/coef").size()).isEqualTo(2);
            assertThat(softmax.at("/result/classes/1").toString()).isEqualTo(y.startsWith("[0") ? "1" : "true");
        }
    }

    @Test
    void valuesOfAnotherShapeAreRefusedAtTheirPlace() {
        assertThat(invalid(422, "{\"model\": \"softmax\", \"init\": {\"coef\": [1, 2]}, " + THREE + "}")
                        .mistakes())
                .containsExactly("/init/coef length_mismatch");
        assertThat(invalid(
                                422,
                                "{\"model\": \"softmax\", \"init\": {\"coef\": [[1, 2], [1], [1, 2]], \"intercept\": [1, 2]}, "
                                        + THREE + "}")
                        .mistakes())
                .containsExactly("/init/coef/1 length_mismatch", "/init/intercept length_mismatch");
        assertThat(invalid(422, "{\"init\": {\"coef\": [[1], [2]]}, " + ROWS + "}")
                        .mistakes())
                .containsExactly("/init/coef length_mismatch");
        assertThat(invalid(
                                422,
                                "{\"model\": \"softmax\", \"init\": {\"coef\": [[1, 2], null, [\"a\", 2]]}, " + THREE
                                        + "}")
                        .mistakes())
                .containsExactly("/init/coef/1 wrong_type", "/init/coef/2/0 wrong_type");
    }

    @Test
    void countsBelowZeroAreNamedByTheirPointers() {
        Refusal refusal = invalid(422, "{\"model\": \"poisson\", \"x\": [1, 2, 3, 4], \"y\": [0, -1, 2.5, -0.5]}");
        assertThat(refusal.mistakes()).containsExactly("/y/1 out_of_range", "/y/3 out_of_range");
        assertThat(refusal.details().getFirst()).isEqualTo("must be at least 0 for the model \"poisson\", not -1");
        assertThat(invalid(422, "{\"model\": \"poisson\", \"x\": [1, 2], \"y\": [0, 0]}")
                        .mistakes())
                .containsExactly("/y out_of_range");
        assertThat(invalid(422, "{\"model\": \"poisson\", \"x\": [1, 2], \"y\": [\"a\", \"b\"]}")
                        .mistakes())
                .containsExactly("/y wrong_type");
    }

    @Test
    void threeClassesForASupportVectorMachineAreToldOfSoftmax() {
        Refusal refusal = invalid(422, "{\"model\": \"svm\", " + THREE + "}");
        assertThat(refusal.mistakes()).containsExactly("/y classes");
        assertThat(refusal.details().getFirst()).contains("not 3: a, b, c").endsWith("choose \"softmax\"");
    }

    @Test
    void oneClassForSoftmaxIsRefused() {
        assertThat(invalid(422, "{\"model\": \"softmax\", \"x\": [1, 2], \"y\": [3, 3]}")
                        .details())
                .containsExactly("must hold at least two classes for the model \"softmax\", not 1: 3");
    }

    @Test
    void aLossOfAnotherModelIsRefusedWithThoseOfThisOne() {
        Refusal refusal = invalid(422, "{\"model\": \"svm\", \"loss\": \"log_loss\", \"x\": [1, 2], \"y\": [0, 1]}");
        assertThat(refusal.mistakes()).containsExactly("/loss conflict");
        assertThat(refusal.details())
                .containsExactly("must be hinge, squared_hinge, modified_huber or perceptron for the model \"svm\"");
    }

    @Test
    void aSupportVectorMachineHasNoSquaredErrors() {
        assertThat(invalid(
                                422,
                                "{\"model\": \"svm\", \"history\": {\"metrics\": [\"batch_sse\"]}, \"x\": [1, 2], \"y\": [0, 1]}")
                        .mistakes())
                .containsExactly("/history/metrics conflict");
    }
}
