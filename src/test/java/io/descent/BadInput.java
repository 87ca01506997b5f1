package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** What the tests of bad input share: how a problem is read, and that the service stays up. */
abstract class BadInput {

    /** Three rows on a line; settings may be put before. */
    static final String ROWS = "\"x\": [1, 2, 3], \"y\": [1, 2, 3]";

    final ServiceClient service;

    BadInput(int port) {
        service = new ServiceClient(port);
    }

    /** A problem whose members have been checked. */
    record Refusal(String detail, List<JsonNode> errors) {

        /** Each mistake as its pointer and its code. */
        List<String> mistakes() {
            return each(error -> text(error, "pointer") + " " + text(error, "code"));
        }

        /** Each mistake of the URL as its parameter and its code. */
        List<String> parameters() {
            return each(error -> text(error, "parameter") + " " + text(error, "code"));
        }

        /** Where each mistake stands, as line:column. */
        List<String> places() {
            return each(error -> error.path("line").asString("-") + ":"
                    + error.path("column").asString("-"));
        }

        /** What is said of each mistake. */
        List<String> details() {
            return each(error -> text(error, "detail"));
        }

        private List<String> each(Function<JsonNode, String> part) {
            return errors.stream().map(part).toList();
        }

        private static String text(JsonNode error, String name) {
            assertThat(error.path(name).isString()).as("%s in %s", name, error).isTrue();
            return error.get(name).asString();
        }
    }

    @AfterEach
    void theServiceStillFits() {
        JsonNode fit = service.fit("{\"x\": [1, 2, 3, 4], \"y\": [25, 45, 65, 85], \"store\": false}")
                .json();
        assertThat(fit.at("/result/params/coef/0").asDouble()).isEqualTo(20, within(1e-6));
        assertThat(fit.at("/result/params/intercept").asDouble()).isEqualTo(5, within(1e-6));
    }

    /** Posts a fit that is JSON but makes no sense. */
    Refusal invalid(int status, String body) {
        return problem(service.post("/v1/fits", body), status, "invalid-request", "Invalid request", "/v1/fits");
    }

    /** Posts three good rows with a setting that makes no sense. */
    Refusal invalidSetting(int status, String setting) {
        return invalid(status, "{" + setting + ", " + ROWS + "}");
    }

    /** Posts what is not JSON. */
    Refusal malformed(String body) {
        return malformed(service.post("/v1/fits", body));
    }

    /** Posts bytes that are not JSON. */
    Refusal malformed(byte[] body) {
        return malformed(
                service.send("POST", "/v1/fits", BodyPublishers.ofByteArray(body), "Content-Type", "application/json"));
    }

    private Refusal malformed(ServiceClient.Answer answer) {
        Refusal refusal = problem(answer, 400, "malformed-json", "Malformed JSON", "/v1/fits");
        assertThat(refusal.detail()).isEqualTo("The body is not valid JSON.");
        assertThat(refusal.mistakes()).containsExactly(" malformed");
        return refusal;
    }

    /** Checks a problem's members and returns what differs between problems of a type. */
    static Refusal problem(ServiceClient.Answer answer, int status, String type, String title, String instance) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asString("")).isEqualTo("urn:descent:problem:" + type);
        assertThat(problem.path("title").asString("")).isEqualTo(title);
        assertThat(problem.path("status").asInt(0)).isEqualTo(status);
        assertThat(problem.path("detail").asString("")).isNotBlank();
        assertThat(problem.path("instance").asString("")).isEqualTo(instance);
        List<JsonNode> errors = new ArrayList<>();
        problem.path("errors").forEach(errors::add);
        return new Refusal(problem.get("detail").asString(), errors);
    }
}
