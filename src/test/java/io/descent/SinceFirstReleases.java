package io.descent;

import java.util.Iterator;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answers to a fit by this release and by one that did not tell how far a fit is from its minimum, without what is
 * told, and done, otherwise since then.
 */
final class SinceFirstReleases {

    private static final Set<String> NEW_WARNINGS = Set.of("not_converged", "quasi_separation");

    /** A feature so small that its variance is 0 in floating point counts as constant now, with a weight of 0. */
    private static final double NOTHING = 1e-290;

    private final ObjectNode answer;
    private final ObjectNode expected;

    SinceFirstReleases(JsonNode answer, JsonNode expected) {
        this.answer = (ObjectNode) answer.deepCopy();
        this.expected = (ObjectNode) expected.deepCopy();
        withoutHowFarItIs();
        solverEndsAtTheMinimum();
        roundWeights();
        rateIsThatOfTheEarlierFit();
    }

    JsonNode answered(String part) {
        return answer.get(part);
    }

    JsonNode expected(String part) {
        return expected.get(part);
    }

    private void withoutHowFarItIs() {
        ((ObjectNode) answer.get("diagnosis")).remove(Set.of("gradient_norm", "estimated_excess"));
        for (Iterator<JsonNode> warnings = answer.get("warnings").iterator(); warnings.hasNext(); ) {
            if (NEW_WARNINGS.contains(warnings.next().get("code").asString())) {
                warnings.remove();
            }
        }
    }

    /** A solver that has taken all its epochs said no more than that, even where it had come to the minimum. */
    private void solverEndsAtTheMinimum() {
        if (expected.get("stop_reason").asString().equals("epochs")
                && answer.get("stop_reason").asString().equals("converged")
                && answer.at("/config/optimizer/type").asString().equals("lbfgs")) {
            expected.put("stop_reason", "converged");
        }
    }

    private void roundWeights() {
        JsonNode coef = expected.at("/result/params/coef");
        for (int j = 0; j < coef.size(); j++) {
            if (Math.abs(coef.get(j).asDouble(1)) < NOTHING) {
                ((ArrayNode) coef).set(j, 0.0);
            }
        }
    }

    /** A continued fit takes the automatic rate of the earlier one over, and does not find it anew. */
    private void rateIsThatOfTheEarlierFit() {
        if (answer.at("/config/init").has("fit")
                && expected.at("/config/explanation").isObject()) {
            ((ObjectNode) expected.at("/config/explanation")).remove("learning_rate");
            ((ObjectNode) answer.at("/config/explanation")).remove("learning_rate");
        }
    }
}
