package io.descent;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What stands in the answer of a fit. */
final class Answered {

    private Answered() {}

    static double[] params(JsonNode fit) {
        JsonNode params = fit.at("/result/params");
        return Stream.concat(params.get("coef").valueStream(), Stream.of(params.get("intercept")))
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    static List<String> warnings(JsonNode fit) {
        return fit.get("warnings")
                .valueStream()
                .map(warning -> warning.get("code").asString())
                .toList();
    }

    static String warning(JsonNode fit, String code) {
        return fit.get("warnings")
                .valueStream()
                .filter(warning -> warning.get("code").asString().equals(code))
                .map(warning -> warning.get("detail").asString())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " in " + fit.get("warnings")));
    }
}
