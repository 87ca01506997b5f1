package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Names of fields: unknown ones, misplaced ones, familiar ones of other libraries, and the same one twice. */
@ServiceTest
class UnknownFieldIT extends BadInput {

    UnknownFieldIT(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void anUnknownFieldIsRefusedWithTheNearestName() {
        Refusal refusal = invalid(400, "{\n  \"batchsize\": 3,\n  " + ROWS + "\n}");
        assertThat(refusal.mistakes()).containsExactly("/batchsize unknown_field");
        assertThat(refusal.details()).containsExactly("is not a field of this version; did you mean `batch_size`?");
        assertThat(refusal.places()).containsExactly("2:3");
        assertThat(refusal.detail()).isEqualTo("There is a mistake in the request.");
    }

    @Test
    void anUnknownFieldOfASettingIsRefusedWithTheNearestName() {
        Refusal refusal = invalidSetting(400, "\"optimizer\": {\"type\": \"sgd\", \"momentumm\": 0.5}");
        assertThat(refusal.mistakes()).containsExactly("/optimizer/momentumm unknown_field");
        assertThat(refusal.details()).containsExactly("is not a field of this version; did you mean `momentum`?");
        assertThat(refusal.places()).containsExactly("1:31");
    }

    @Test
    void anUnknownFieldOfTheDatasetIsRefusedWithTheNearestName() {
        Refusal refusal = invalid(400, "{\"dataset\": {\"x\": [1], \"y\": [1],\n \"weights\": [1]}}");
        assertThat(refusal.mistakes()).containsExactly("/dataset/weights unknown_field");
        assertThat(refusal.details()).containsExactly("is not a field of this version; did you mean `weight`?");
        assertThat(refusal.places()).containsExactly("2:2");
    }

    @Test
    void anUnknownFieldOfAGeneratorIsRefusedWithTheNearestName() {
        Refusal refusal = invalid(400, "{\"dataset\": {\"generator\": {\"type\": \"line\", \"slop\": 3}}}");
        assertThat(refusal.mistakes()).containsExactly("/dataset/generator/slop unknown_field");
        assertThat(refusal.details()).containsExactly("is not a field of this version; did you mean `slope`?");
    }

    @Test
    void aMisspeltDatasetIsRecognised() {
        Refusal refusal = invalid(400, "{\"datset\": {\"x\": [1], \"y\": [1]}}");
        assertThat(refusal.mistakes()).containsExactly("/datset unknown_field", "/dataset required");
        assertThat(refusal.details().getFirst()).endsWith("did you mean `dataset`?");
    }

    @Test
    void aMisspeltWeightBesideTheRowsIsRecognised() {
        assertThat(invalidSetting(400, "\"weights\": [1, 1, 1]").details().getFirst())
                .endsWith("did you mean `weight`?");
    }

    @Test
    void aFieldLikeNoOtherIsRefusedWithAllThatIsKnown() {
        Refusal refusal = invalidSetting(400, "\"zzzzqqq\": {\"a\": [1, {\"b\": null}]}");
        assertThat(refusal.mistakes()).containsExactly("/zzzzqqq unknown_field");
        assertThat(refusal.details().getFirst())
                .contains("known here: ")
                .contains("dataset", "x", "y", "weight", "model", "optimizer", "epochs");
    }

    @Test
    void aSettingOfTheOptimizerAtTheTopLevelIsToldWhereItBelongs() {
        for (String name : new String[] {"learning_rate", "lr", "eta0", "momentum", "nesterov"}) {
            Refusal refusal = invalidSetting(400, "\"" + name + "\": 0.5");
            assertThat(refusal.mistakes()).containsExactly("/" + name + " unknown_field");
            assertThat(refusal.details()).containsExactly("is not a field of this version; it belongs to `optimizer`");
        }
    }

    @Test
    void settingsOfOtherObjectsAtTheTopLevelAreToldWhereTheyBelong() {
        assertThat(invalidSetting(400, "\"alpha\": 1, \"patience\": 3, \"fit_intercept\": false")
                        .details())
                .containsExactly(
                        "is not a field of this version; it belongs to `penalty` or `optimizer`",
                        "is not a field of this version; it belongs to `schedule` or `stopping`",
                        "is not a field of this version; it belongs to `model`");
    }

    @Test
    void fieldsOfTheDatasetAreToldWhereTheyBelong() {
        Refusal refusal = invalid(400, "{\"columns\": {\"a\": [1], \"b\": [1]}, \"target\": \"a\"}");
        assertThat(refusal.mistakes())
                .containsExactly("/columns unknown_field", "/target unknown_field", "/dataset required");
        assertThat(refusal.details().getFirst()).isEqualTo("is not a field of this version; it belongs to `dataset`");
    }

    @Test
    void aSettingInsideTheDatasetIsToldWhereItBelongs() {
        Refusal refusal = invalid(400, "{\"dataset\": {\"x\": [1], \"y\": [1], \"momentum\": 0.1}}");
        assertThat(refusal.mistakes()).containsExactly("/dataset/momentum unknown_field");
        assertThat(refusal.details()).containsExactly("is not a field of this version; it belongs to `optimizer`");
    }

    @Test
    void aSettingOfTheTopLevelInsideTheOptimizerIsToldWhereItBelongs() {
        Refusal refusal = invalidSetting(400, "\"optimizer\": {\"type\": \"sgd\", \"max_iter\": 5}");
        assertThat(refusal.mistakes()).containsExactly("/optimizer/max_iter unknown_field");
        assertThat(refusal.details()).containsExactly("is not a field of this version; it belongs to the top level");
    }

    @Test
    void pointersEscapeWhatStandsInNames() {
        assertThat(invalidSetting(400, "\"a/b~c\": 1").mistakes()).containsExactly("/a~1b~0c unknown_field");
    }

    @Test
    void familiarNamesAreAcceptedAndNeverAnswered() {
        for (String[] names : new String[][] {
            {"lr", "n_epochs", "random_state", "mini_batch_size"}, {"eta0", "max_iter", "seed", "batch_size"}
        }) {
            ServiceClient.Answer answer = service.fit(
                    ("{\"optimizer\": {\"type\": \"sgd\", \"%s\": 0.125}, " + "\"%s\": 7, \"%s\": 11, \"%s\": 2, %s}")
                            .formatted(names[0], names[1], names[2], names[3], ROWS));
            JsonNode config = answer.json().get("config");
            assertThat(config.at("/optimizer/learning_rate").asDouble()).isEqualTo(0.125);
            assertThat(config.get("epochs").asInt()).isEqualTo(7);
            assertThat(config.get("seed").asInt()).isEqualTo(11);
            assertThat(config.get("batch_size").asInt()).isEqualTo(2);
            assertThat(answer.body())
                    .doesNotContain("\"lr\"", "eta0", "n_epochs", "max_iter", "random_state", "mini_batch_size");
        }
    }

    @Test
    void aSettingUnderTwoOfItsNamesIsRefused() {
        Refusal refusal = invalidSetting(422, "\"epochs\": 3, \"max_iter\": 4");
        assertThat(refusal.mistakes()).containsExactly("/max_iter duplicate");
        assertThat(refusal.details()).containsExactly("`max_iter` and `epochs` are the same setting; give one of them");
        assertThat(refusal.places()).containsExactly("1:15");
    }

    @Test
    void aNestedSettingUnderTwoOfItsNamesIsRefused() {
        assertThat(invalidSetting(422, "\"optimizer\": {\"type\": \"sgd\", \"lr\": 0.1, \"eta0\": 0.2}")
                        .mistakes())
                .containsExactly("/optimizer/eta0 duplicate");
    }

    @Test
    void theSameKeyTwiceIsRefused() {
        Refusal refusal = invalidSetting(422, "\"epochs\": 3, \"epochs\": 3");
        assertThat(refusal.mistakes()).containsExactly("/epochs duplicate");
        assertThat(refusal.places()).containsExactly("1:15");
    }

    @Test
    void theSameNestedKeyTwiceIsRefused() {
        assertThat(invalidSetting(422, "\"optimizer\": {\"type\": \"sgd\", \"lr\": 0.1, \"lr\": 0.1}")
                        .mistakes())
                .containsExactly("/optimizer/lr duplicate");
    }

    @Test
    void theRowsTwiceAreRefused() {
        assertThat(invalid(422, "{\"x\": [1], \"x\": [2], \"y\": [1]}").mistakes())
                .containsExactly("/x duplicate");
    }

    @Test
    void rowsInTheDatasetAndBesideItAreRefused() {
        assertThat(invalid(422, "{\"dataset\": {\"x\": [1], \"y\": [1]}, \"x\": [2]}")
                        .mistakes())
                .containsExactly("/x duplicate");
    }

    @Test
    void theDatasetTwiceIsRefusedEvenWhenOneOfThemIsEmpty() {
        assertThat(invalid(422, "{\"dataset\": {}, \"dataset\": {\"x\": [1], \"y\": [1]}}")
                        .mistakes())
                .contains("/dataset duplicate");
    }
}
