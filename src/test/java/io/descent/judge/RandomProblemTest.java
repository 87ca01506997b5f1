package io.descent.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RandomProblemTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<JsonNode> DRAWN = LongStream.range(0, 600)
            .<JsonNode>mapToObj(seed -> JSON.valueToTree(RandomProblem.body(seed)))
            .toList();

    @Test
    void theSameSeedGivesTheSameBody() {
        assertThat(JSON.writeValueAsString(RandomProblem.body(7)))
                .isEqualTo(JSON.writeValueAsString(RandomProblem.body(7)))
                .isNotEqualTo(JSON.writeValueAsString(RandomProblem.body(8)));
    }

    @Test
    void everyModelLossAndPenaltyIsDrawnInEveryForm() {
        assertThat(kinds("/loss/type")).hasSize(12);
        assertThat(kinds("/model/type")).hasSize(5);
        assertThat(kinds("/penalty/type")).hasSize(4);
        assertThat(kinds("/model/fit_intercept")).hasSize(2);
        assertThat(DRAWN)
                .anyMatch(body -> body.get("dataset").has("weight"))
                .anyMatch(body -> body.get("dataset").has("csr"))
                .anyMatch(body -> body.get("dataset").has("x"))
                .anyMatch(body -> body.at("/dataset/y").size() < 10)
                .anyMatch(body -> body.at("/dataset/y").size() > 300);
    }

    @Test
    void unitsAreOfEverySize() {
        assertThat(DRAWN).anyMatch(body -> firstFeature(body) > 1e8).anyMatch(body -> firstFeature(body) < 1e-5);
    }

    private static double firstFeature(JsonNode body) {
        return Math.abs(body.at("/dataset/x/0/0").asDouble(1));
    }

    private static List<JsonNode> kinds(String pointer) {
        return DRAWN.stream().map(body -> body.at(pointer)).distinct().toList();
    }
}
