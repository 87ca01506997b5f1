package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A service whose operator has set small limits: what is above them is refused before it costs anything. */
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"DESCENT_MAX_BODY=16KB", "DESCENT_MAX_CELLS=5000", "DESCENT_MAX_WORK=10000"})
class LimitsIT extends BadInput {

    LimitsIT(@LocalServerPort int port) {
        super(port);
    }

    private static String bodyOf(int bytes) {
        String body = "{\"store\": false, " + ROWS + "}";
        return body + " ".repeat(bytes - body.length());
    }

    private static Refusal tooLarge(ServiceClient.Answer answer) {
        return problem(answer, 413, "body-too-large", "Body too large", "/v1/fits");
    }

    @Test
    void aBodyOfExactlyTheLimitIsAccepted() {
        assertThat(service.post("/v1/fits", bodyOf(16384)).status()).isEqualTo(200);
        assertThat(service.postChunked("/v1/fits", bodyOf(16384)).status()).isEqualTo(200);
    }

    @Test
    void aBodyOverTheLimitIsRefusedByItsLengthAndTheLimitIsNamed() {
        assertThat(tooLarge(service.post("/v1/fits", bodyOf(16385))).detail())
                .startsWith("The body is longer than 16384 bytes (DESCENT_MAX_BODY).")
                .contains("/v1/datasets");
    }

    @Test
    void aBodyOverTheLimitIsRefusedWhenItsLengthIsNotTold() {
        assertThat(tooLarge(service.postChunked("/v1/fits", bodyOf(16385))).detail())
                .startsWith("The body is longer than 16384 bytes (DESCENT_MAX_BODY).");
    }

    @Test
    void aBodyOverTheLimitIsRefusedWhenOnlyValidating() {
        tooLarge(service.post("/v1/fits?validate_only=true", bodyOf(20000)));
    }

    @Test
    void rowsOfMoreValuesThanTheCeilingAreRefused() {
        String row = "[" + "1, ".repeat(5000) + "1]";
        Refusal refusal = invalid(422, "{\"x\": [" + row + "], \"y\": [1]}");
        assertThat(refusal.mistakes()).containsExactly("/x too_large");
        assertThat(refusal.details()).containsExactly("a dataset must have at most 5000 values (DESCENT_MAX_CELLS)");
    }

    @Test
    void columnsOfMoreValuesThanTheCeilingAreRefused() {
        String column = "[" + "1, ".repeat(2500) + "1]";
        Refusal refusal = invalid(
                422, "{\"dataset\": {\"columns\": {\"a\": " + column + ", \"b\": " + column + "}, \"target\": \"b\"}}");
        assertThat(refusal.mistakes()).containsExactly("/dataset/columns/b too_large");
    }

    @Test
    void anXSoWideThatNotEvenOneEpochFitsIsRefused() {
        Refusal refusal = invalid(
                422,
                "{\"dataset\": {\"generator\": {\"type\": \"blobs\", \"n\": 2, \"features\": 299}}, \"epochs\": 17}");
        assertThat(refusal.mistakes()).containsExactly("/epochs too_large");
        assertThat(refusal.details())
                .containsExactly("makes 1.02e+04 multiply-adds (rows × parameters × epochs), above the ceiling of "
                        + "1.00e+04 (DESCENT_MAX_WORK); at most 16 epochs fit");
    }

    @Test
    void soManyEpochsThatTheWorkIsAboveTheCeilingAreRefused() {
        Refusal refusal = invalidSetting(422, "\"epochs\": 2147483647, \"history\": {\"every\": 2147483647}");
        assertThat(refusal.mistakes()).containsExactly("/epochs too_large");
        assertThat(refusal.details().getFirst()).endsWith("at most 1666 epochs fit");
    }

    @Test
    void theMostEpochsThatFitAreAccepted() {
        assertThat(service.fit("{\"optimizer\": \"sgd\", \"epochs\": 1666, \"history\": {\"every\": 100}, " + ROWS
                                + "}")
                        .json()
                        .at("/progress/epoch")
                        .asInt())
                .isEqualTo(1666);
    }

    @Test
    void withoutEpochsAFitTakesAsManyAsTheCeilingAllows() {
        ServiceClient.Answer answer = service.fit(
                "{\"dataset\": {\"generator\": {\"type\": \"linear\", \"n\": 100, \"coef\": [1, 2, 3, 4, 5]}}}");
        assertThat(answer.json().at("/progress/epochs").asInt()).isEqualTo(16);
    }

    @Test
    void aHistoryOfMoreValuesThanTheCeilingIsRefused() {
        Refusal refusal = invalidSetting(
                422, "\"epochs\": 1600, \"history\": {\"unit\": \"update\", \"include\": [\"params\", \"gradient\"]}");
        assertThat(refusal.mistakes()).containsExactly("/history too_large");
        assertThat(refusal.details().getFirst())
                .startsWith("would hold 1.28e+04 numbers, above the ceiling of 5000 (DESCENT_MAX_CELLS)");
    }

    @Test
    void generatorsAboveTheCeilingAreRefusedBeforeTheyMakeAnything() {
        Instant start = Instant.now();
        for (String generator : new String[] {
            "{\"type\": \"line\", \"n\": 2147483647}",
            "{\"type\": \"line\", \"x\": {\"range\": [0, 2147483647]}}",
            "{\"type\": \"linear\", \"n\": 2147483647, \"coef\": [1, 2, 3]}",
            "{\"type\": \"blobs\", \"n\": 2147483647, \"features\": 2147483647}"
        }) {
            Refusal refusal = invalid(422, "{\"dataset\": {\"generator\": " + generator + "}}");
            assertThat(refusal.mistakes()).as(generator).containsExactly("/dataset/generator too_large");
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aFitWithoutEpochsHasNoMoreOfThemThanItsHistoryHasRoomFor() {
        // 5000 / (4 + 2 · 2) records
        assertThat(fit("\"history\": {\"include\": [\"params\", \"gradient\"]}")
                        .at("/progress/epochs")
                        .asInt())
                .isEqualTo(625);
        assertThat(fit("\"batch_size\": 1, \"history\": {\"unit\": \"update\", \"every\": 2}")
                        .at("/progress/epochs")
                        .asInt())
                .isEqualTo(1250 * 2 / 3);
    }

    @Test
    void aRidgeThatIsTooLargeToSolveOutrightIsRefused() {
        String generator = "\"dataset\": {\"generator\": {\"type\": \"linear\", \"n\": %d, \"coef\": %s}}";
        String ridge = "\"optimizer\": \"exact\", \"penalty\": {\"type\": \"l2\", \"alpha\": 1}, ";
        String many = "[" + "1, ".repeat(98) + "1]";

        Refusal refusal = invalid(422, "{" + ridge + generator.formatted(40, many) + "}");

        assertThat(refusal.mistakes()).containsExactly("/optimizer too_large");
        assertThat(refusal.details().getFirst()).startsWith("\"exact\" would take 5.60e+05 multiply-adds");
        service.fit("{" + ridge + generator.formatted(2, many) + "}");
    }

    @Test
    void validationCountsAsWorkToo() {
        // 3 rows to train on and 997 to validate with, two parameters each
        String validation = "\"validation\": {\"dataset\": {\"generator\": {\"type\": \"line\", \"n\": 997}}}";
        assertThat(fit(validation).at("/progress/epochs").asInt()).isEqualTo(5);
        assertThat(invalidSetting(422, "\"epochs\": 6, " + validation).mistakes())
                .containsExactly("/epochs too_large");
    }

    private JsonNode fit(String settings) {
        return service.fit("{" + settings + ", " + ROWS + "}").json();
    }
}
