package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Settings that make no sense, alone or together. */
@ServiceTest
class BadSettingsIT extends BadInput {

    BadSettingsIT(@LocalServerPort int port) {
        super(port);
    }

    private Refusal refused(String setting) {
        return invalidSetting(422, setting);
    }

    private static String sgd(String settings) {
        return "\"optimizer\": {\"type\": \"sgd\", " + settings + "}";
    }

    @Test
    void aNegativeRateIsRefused() {
        Refusal refusal = refused(sgd("\"learning_rate\": -0.1"));
        assertThat(refusal.mistakes()).containsExactly("/optimizer/learning_rate out_of_range");
        assertThat(refusal.details()).containsExactly("must be a number greater than 0, not -0.1");
        assertThat(refusal.places()).containsExactly("1:31");
    }

    @Test
    void aRateOfZeroIsRefused() {
        assertThat(refused(sgd("\"learning_rate\": 0")).mistakes())
                .containsExactly("/optimizer/learning_rate out_of_range");
    }

    @Test
    void aRateUnderAnotherNameIsRefusedUnderThatName() {
        assertThat(refused(sgd("\"lr\": 0")).mistakes()).containsExactly("/optimizer/lr out_of_range");
    }

    @Test
    void aRateBeyondADoubleIsRefused() {
        assertThat(refused(sgd("\"learning_rate\": 1e999")).mistakes())
                .containsExactly("/optimizer/learning_rate not_finite");
    }

    @Test
    void aRateThatIsNoNumberIsRefused() {
        for (String rate : new String[] {"\"fast\"", "true", "[1]", "{}"}) {
            Refusal refusal = refused(sgd("\"learning_rate\": " + rate));
            assertThat(refusal.mistakes()).as(rate).containsExactly("/optimizer/learning_rate wrong_type");
            assertThat(refusal.details()).containsExactly("must be \"auto\" or a number greater than 0");
        }
    }

    @Test
    void aLowestRateAboveTheLearningRateIsRefused() {
        assertThat(refused(sgd("\"learning_rate\": 0.01")
                                + ", \"schedule\": {\"type\": \"polynomial\", \"end_rate\": 0.5}")
                        .mistakes())
                .containsExactly("/schedule/end_rate conflict");
        assertThat(refused(sgd("\"learning_rate\": 0.01")
                                + ", \"schedule\": {\"type\": \"plateau\", \"min_rate\": 0.02, \"warmup_epochs\": 2}")
                        .mistakes())
                .containsExactly("/schedule/min_rate conflict");
        assertThat(refused("\"optimizer\": \"sgd\", \"schedule\": {\"type\": \"cosine\", \"min_rate\": 1e9}")
                        .mistakes())
                .as("of a rate from the data")
                .containsExactly("/schedule/min_rate conflict");
    }

    @Test
    void zeroEpochsAreRefused() {
        Refusal refusal = refused("\"epochs\": 0");
        assertThat(refusal.mistakes()).containsExactly("/epochs out_of_range");
        assertThat(refusal.details()).containsExactly("must be a whole number of at least 1, not 0");
    }

    @Test
    void epochsThatAreNoCountAreRefused() {
        for (String epochs : new String[] {"-1", "1.5", "2147483648", "1e10", "9e18", "1e19", "1e999"}) {
            assertThat(refused("\"epochs\": " + epochs).mistakes()).as(epochs).containsExactly("/epochs out_of_range");
        }
        for (String epochs : new String[] {"\"ten\"", "true", "[]", "{}"}) {
            assertThat(refused("\"epochs\": " + epochs).mistakes()).as(epochs).containsExactly("/epochs wrong_type");
        }
    }

    @Test
    void aBatchSizeOfZeroIsRefused() {
        Refusal refusal = refused("\"batch_size\": 0");
        assertThat(refusal.mistakes()).containsExactly("/batch_size out_of_range");
        assertThat(refusal.details()).containsExactly("must be a whole number of at least 1, not 0");
    }

    @Test
    void batchSizesThatAreNoCountAreRefused() {
        for (String size : new String[] {"-1", "1.5", "1e10"}) {
            assertThat(refused("\"batch_size\": " + size).mistakes())
                    .as(size)
                    .containsExactly("/batch_size out_of_range");
        }
        assertThat(refused("\"batch_size\": \"half\"").mistakes()).containsExactly("/batch_size wrong_type");
    }

    @Test
    void anUnknownModelIsRefusedWithTheNearest() {
        Refusal refusal = refused("\"model\": \"logistik\"");
        assertThat(refusal.mistakes()).containsExactly("/model unknown_value");
        assertThat(refusal.details())
                .containsExactly("must be one of \"linear\", \"logistic\", \"softmax\", \"svm\", \"poisson\"; did you "
                        + "mean `logistic`?");
    }

    @Test
    void aModelWithoutTypeIsRefused() {
        assertThat(refused("\"model\": {\"fit_intercept\": true}").mistakes()).containsExactly("/model/type required");
        assertThat(refused("\"model\": {\"type\": 3}").mistakes()).containsExactly("/model/type wrong_type");
        assertThat(refused("\"model\": 3").mistakes()).containsExactly("/model wrong_type");
    }

    @Test
    void unknownChoicesAreRefusedWithTheNearest() {
        Refusal refusal = refused("\"shuffle\": \"sample\", \"scaling\": \"standard\"");
        assertThat(refusal.mistakes()).containsExactly("/shuffle unknown_value", "/scaling unknown_value");
        assertThat(refusal.details().getFirst()).endsWith("did you mean `samples`?");
        assertThat(refusal.details().getLast()).endsWith("did you mean `standardize`?");
    }

    @Test
    void unknownVariantsAreRefused() {
        assertThat(refused("\"loss\": \"l2\", \"penalty\": \"l3\", \"optimizer\": \"sdg\", \"schedule\": \"linear\"")
                        .mistakes())
                .containsExactly(
                        "/loss unknown_value",
                        "/penalty unknown_value",
                        "/optimizer unknown_value",
                        "/schedule unknown_value");
    }

    @Test
    void aLossOfAnotherModelIsRefused() {
        assertThat(refused("\"loss\": \"log_loss\"").mistakes()).containsExactly("/loss conflict");
    }

    @Test
    void penaltiesOutOfRangeAreRefused() {
        assertThat(refused("\"penalty\": {\"type\": \"elasticnet\", \"alpha\": -1, \"l1_ratio\": 2}")
                        .mistakes())
                .containsExactly("/penalty/alpha out_of_range", "/penalty/l1_ratio out_of_range");
    }

    @Test
    void aMomentumOfOneIsRefused() {
        assertThat(refused(sgd("\"momentum\": 1")).mistakes()).containsExactly("/optimizer/momentum out_of_range");
    }

    @Test
    void nesterovWithoutMomentumIsRefused() {
        Refusal refusal = refused(sgd("\"nesterov\": true"));
        assertThat(refusal.mistakes()).containsExactly("/optimizer/momentum conflict");
        assertThat(refusal.details()).containsExactly("must be greater than 0 when `nesterov` is true");
    }

    @Test
    void nesterovWithDampeningIsRefused() {
        assertThat(refused(sgd("\"nesterov\": true, \"momentum\": 0.9, \"dampening\": 0.1"))
                        .mistakes())
                .containsExactly("/optimizer/dampening conflict");
    }

    @Test
    void accuracyForLinearIsRefused() {
        Refusal refusal = refused("\"history\": {\"metrics\": [\"batch_sse\", \"accuracy\"]}");
        assertThat(refusal.mistakes()).containsExactly("/history/metrics conflict");
        assertThat(refusal.details())
                .containsExactly("must not hold \"accuracy\" for the model \"linear\": it needs a classifier");
    }

    @Test
    void wrongPartsOfTheHistoryAreRefused() {
        assertThat(refused("\"history\": {\"every\": 0, \"unit\": \"batch\", \"include\": [\"parms\", 1, null]}")
                        .mistakes())
                .containsExactly(
                        "/history/every out_of_range",
                        "/history/unit unknown_value",
                        "/history/include/0 unknown_value",
                        "/history/include/1 wrong_type",
                        "/history/include/2 wrong_type");
        assertThat(refused("\"history\": {\"include\": [\"params\", \"params\"]}")
                        .mistakes())
                .containsExactly("/history/include/1 duplicate");
    }

    @Test
    void anInitOfTheWrongLengthIsRefused() {
        Refusal refusal = refused("\"init\": {\"coef\": [1, 2]}");
        assertThat(refusal.mistakes()).containsExactly("/init/coef length_mismatch");
        assertThat(refusal.details()).containsExactly("must hold a weight for each feature: 1, not 2");
    }

    @Test
    void initsThatMakeNoSenseAreRefused() {
        assertThat(refused("\"init\": \"ones\"").mistakes()).containsExactly("/init wrong_type");
        assertThat(refused("\"init\": {\"intercept\": 1}").mistakes()).containsExactly("/init/coef required");
        assertThat(refused("\"init\": {\"coef\": [\"a\"]}").mistakes()).containsExactly("/init/coef/0 wrong_type");
        assertThat(refused("\"init\": {\"uniform\": [1, 1]}").mistakes()).containsExactly("/init conflict");
        assertThat(refused("\"init\": {\"uniform\": [1]}").mistakes()).containsExactly("/init/uniform length_mismatch");
    }

    @Test
    void anInterceptForAModelWithoutOneIsRefused() {
        assertThat(refused("\"model\": {\"type\": \"linear\", \"fit_intercept\": false}, "
                                + "\"init\": {\"coef\": [1], \"intercept\": 1}")
                        .mistakes())
                .containsExactly("/init/intercept conflict");
    }

    @Test
    void stoppingRulesThatMakeNoSenseAreRefused() {
        assertThat(refused("\"stopping\": {\"time_limit_seconds\": 0, \"patience\": 0, \"min_delta\": -1}")
                        .mistakes())
                .containsExactly(
                        "/stopping/time_limit_seconds out_of_range",
                        "/stopping/patience out_of_range",
                        "/stopping/min_delta out_of_range");
    }

    @Test
    void labelsSeedsAndFlagsOfTheWrongKindAreRefused() {
        assertThat(refused("\"label\": 3, \"seed\": \"a\", \"store\": \"no\"").mistakes())
                .containsExactly("/label wrong_type", "/seed wrong_type", "/store wrong_type");
        assertThat(refused("\"label\": \"" + "a".repeat(201) + "\", \"seed\": 9223372036854775808")
                        .mistakes())
                .containsExactly("/label out_of_range", "/seed out_of_range");
    }

    @Test
    void allMistakesOfARequestAreAnsweredAtOnce() {
        Refusal refusal = invalid(422, """
                {"model": "tree", "epochs": 0, "batch_size": 0, "shuffle": "no",
                 "optimizer": {"type": "sgd", "learning_rate": -1, "momentum": 2},
                 "dataset": {"x": [[1, "a"], [2]], "y": [1, 2], "weight": [1, null]}}""");
        assertThat(refusal.detail()).isEqualTo("There are 9 mistakes in the request.");
        assertThat(refusal.mistakes())
                .containsExactlyInAnyOrder(
                        "/model unknown_value",
                        "/epochs out_of_range",
                        "/batch_size out_of_range",
                        "/shuffle unknown_value",
                        "/optimizer/learning_rate out_of_range",
                        "/optimizer/momentum out_of_range",
                        "/dataset/x/0/1 wrong_type",
                        "/dataset/x/1 ragged",
                        "/dataset/weight/1 wrong_type");
    }

    @Test
    void anUnknownFieldAmongOtherMistakesMakesItABadRequest() {
        assertThat(invalid(400, "{\"epochs\": 0, \"epoch\": 1, \"x\": [[1], []], \"y\": [1]}")
                        .mistakes())
                .containsExactlyInAnyOrder("/epochs out_of_range", "/epoch unknown_field", "/x/1 ragged");
    }

    @Test
    void ofMoreThanAHundredMistakesTheFirstHundredAreListedAndAllAreCounted() {
        Refusal refusal = invalid(422, "{\"x\": [" + "null, ".repeat(249) + "null], \"y\": [1]}");
        assertThat(refusal.detail()).isEqualTo("There are 250 mistakes in the request; the first 100 are listed.");
        assertThat(refusal.errors()).hasSize(100);
        assertThat(refusal.mistakes()).startsWith("/x/0 wrong_type").endsWith("/x/99 wrong_type");
    }

    @Test
    void theObjectiveAfterAnEpochHasNoPlaceAmongUpdates() {
        assertThat(invalidSetting(422, "\"history\": {\"unit\": \"update\", \"evaluate\": \"epoch_end\"}")
                        .mistakes())
                .containsExactly("/history conflict");
    }
}
