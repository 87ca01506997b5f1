package io.descent.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The judge is judged: by SciPy and scikit-learn, whose minima stand with their problems in a file. */
class IndependentMinimumTest {

    private static final int DRAWN = 200;

    /** Rounding of the tools, as a share of what a fit without features has. */
    private static final double ROUNDING = 1e-11;

    static Stream<Arguments> references() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                IndependentMinimumTest.class.getResourceAsStream("/data/minima_reference.json"))) {
            return JsonMapper.shared()
                    .readTree(in.readAllBytes())
                    .valueStream()
                    .map(entry -> Arguments.of(
                            entry.get("source").asString(),
                            entry.get("body"),
                            entry.get("objective").asDouble()))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("references")
    void theMinimumIsThatOfOtherTools(String source, JsonNode body, double expected) {
        IndependentMinimum minimum = IndependentMinimum.of(Problem.of(body));

        double digits = 1e-7 * (expected - minimum.floor()) + ROUNDING * minimum.unit();
        assertThat(minimum.isCertain()).isTrue();
        assertThat(minimum.upper()).as(source).isCloseTo(expected, within(digits));
        assertThat(minimum.lower()).as(source).isCloseTo(expected, within(digits));
    }

    @Test
    void everyLossIsComparedUnderEveryPenalty() throws IOException {
        Stream<String> kinds = references().map(reference -> {
            JsonNode body = (JsonNode) reference.get()[1];
            return body.at("/model/type").asString() + " "
                    + body.at("/loss/type").asString() + " "
                    + body.at("/penalty/type").asString();
        });

        // 12 losses and softmax; the perceptron's minimum needs no tool
        assertThat(kinds.distinct()).hasSize(4 * 12);
    }

    @Test
    void hardlyAnyMinimumIsInDoubt() {
        List<Long> doubtful = LongStream.range(0, DRAWN)
                .filter(seed -> !IndependentMinimum.of(problem(RandomProblem.body(seed)))
                        .isCertain())
                .boxed()
                .toList();

        assertThat(doubtful).hasSizeLessThanOrEqualTo(DRAWN / 50);
    }

    @Test
    void aRowOfWeightTwoCountsAsTwoAndOneOfWeightZeroNotAtAll() {
        Map<String, Object> weighted = lad(List.of(1, 2, 4, 9), List.of(3, 1, 5, 100), List.of(1, 2, 1, 0));
        Map<String, Object> repeated = lad(List.of(1, 2, 2, 4), List.of(3, 1, 1, 5), List.of(1, 1, 1, 1));

        assertThat(IndependentMinimum.of(problem(weighted)).upper())
                .isCloseTo(IndependentMinimum.of(problem(repeated)).upper(), within(1e-9));
    }

    @Test
    void theLineOfLeastAbsoluteDeviationsPassesThroughTwoPoints() {
        // by hand: the line through the outer two misses the one between them by 8/3; that is a third of the mean
        IndependentMinimum minimum =
                IndependentMinimum.of(problem(lad(List.of(1, 2, 4), List.of(3, 1, 5), List.of(1, 1, 1))));

        assertThat(minimum.upper()).isCloseTo(8.0 / 9, within(1e-9));
        assertThat(minimum.lower()).isCloseTo(8.0 / 9, within(1e-9)).isLessThanOrEqualTo(minimum.upper());
    }

    private static Map<String, Object> lad(List<Integer> x, List<Integer> y, List<Integer> weight) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", Map.of("type", "linear"));
        body.put("loss", Map.of("type", "absolute_error"));
        body.put("penalty", Map.of("type", "none"));
        body.put("dataset", Map.of("x", x.stream().map(List::of).toList(), "y", y, "weight", weight));
        return body;
    }

    private static Problem problem(Map<String, Object> body) {
        return Problem.of(JsonMapper.shared().valueToTree(body));
    }
}
