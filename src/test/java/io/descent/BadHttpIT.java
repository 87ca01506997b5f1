package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that are wrong before anyone looks at their body. */
@ServiceTest
class BadHttpIT extends BadInput {

    private static final String GOOD = "{" + ROWS + ", \"store\": false}";

    BadHttpIT(@LocalServerPort int port) {
        super(port);
    }

    private ServiceClient.Answer send(String method, String path, String... headers) {
        return service.send(method, path, BodyPublishers.ofString(GOOD), headers);
    }

    @Test
    void aWrongContentTypeIsRefusedWithTheRightOnes() {
        for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded", "nonsense"}) {
            ServiceClient.Answer answer = send("POST", "/v1/fits", "Content-Type", type);
            Refusal refusal = problem(answer, 415, "unsupported-media-type", "Unsupported Media Type", "/v1/fits");
            assertThat(refusal.detail()).startsWith("The body must be application/json");
            assertThat(answer.header("Accept"))
                    .isEqualTo(
                            "application/json, application/vnd.apache.parquet, application/x-ndjson, multipart/form-data, "
                                    + "text/csv, text/tab-separated-values, text/x-libsvm");
        }
    }

    @Test
    void noContentTypeIsRefused() {
        problem(send("POST", "/v1/fits"), 415, "unsupported-media-type", "Unsupported Media Type", "/v1/fits");
    }

    @Test
    void jsonWithACharsetIsAccepted() {
        assertThat(send("POST", "/v1/fits", "Content-Type", "application/json; charset=UTF-8")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAcceptThatCannotBeMetIsRefused() {
        for (String accept : new String[] {"application/xml", "text/csv", "nonsense"}) {
            problem(
                    service.post("/v1/fits", GOOD, "Accept", accept),
                    406,
                    "not-acceptable",
                    "Not Acceptable",
                    "/v1/fits");
            problem(
                    service.get("/v1/fits/fit_0", "Accept", accept),
                    406,
                    "not-acceptable",
                    "Not Acceptable",
                    "/v1/fits/fit_0");
        }
    }

    @Test
    void aProblemIsAProblemWhateverIsAccepted() {
        ServiceClient.Answer answer = service.post("/v1/fits", "{", "Accept", "application/json, text/csv");
        problem(answer, 400, "malformed-json", "Malformed JSON", "/v1/fits");
    }

    @Test
    void aQueryThatCannotBeDecodedIsRefused() {
        for (String query : new String[] {"label=%FF", "label=%C3%28", "%FF=1"}) {
            Refusal refusal = problem(service.get("/v1/fits?" + query), 400, "bad-request", "Bad Request", "/v1/fits");
            assertThat(refusal.detail()).startsWith("The query of the URL cannot be decoded");
        }
        ServiceClient.Answer answer = service.post("/v1/fits?validate_only=%FF", GOOD);
        problem(answer, 400, "bad-request", "Bad Request", "/v1/fits");
    }

    @Test
    void aWrongMethodIsRefusedWithTheRightOnes() {
        for (String method : new String[] {"PUT", "PATCH", "DELETE"}) {
            ServiceClient.Answer answer = send(method, "/v1/fits", "Content-Type", "application/json");
            Refusal refusal = problem(answer, 405, "method-not-allowed", "Method Not Allowed", "/v1/fits");
            assertThat(refusal.detail()).startsWith(method + " is not possible here");
            assertThat(List.of(answer.header("Allow").split(", "))).containsExactlyInAnyOrder("GET", "POST");
        }
        problem(
                service.post("/v1/fits/fit_0", GOOD),
                405,
                "method-not-allowed",
                "Method Not Allowed",
                "/v1/fits/fit_0");
    }

    @Test
    void aMethodThatNothingTakesIsRefused() {
        problem(send("TRACE", "/v1/fits"), 405, "method-not-allowed", "Method Not Allowed", "/v1/fits");
    }

    @Test
    void anUnknownPathIsRefused() {
        for (String path : new String[] {"/v1/fit", "/v4/fits", "/v1/fits/", "/v1/fits/a/b", "/error"}) {
            Refusal refusal = problem(service.get(path), 404, "not-found", "Not Found", path);
            assertThat(refusal.detail())
                    .isEqualTo("There is nothing at this path; /swagger-ui.html shows what there is.");
        }
    }

    @Test
    void aPathThatCannotBeDecodedIsRefused() {
        for (String path : new String[] {"/v1/fits/%00", "/v1/fits/..%2f..%2fetc", "/v1/fits/a%5Cb"}) {
            problem(service.get(path), 400, "bad-request", "Bad Request", path);
        }
    }

    @Test
    void anUnknownIdIsRefused() {
        String path = "/v1/fits/fit_01ARZ3NDEKTSV4RRFFQ69G5FAV";
        for (ServiceClient.Answer answer : List.of(service.get(path), service.delete(path))) {
            assertThat(problem(answer, 404, "not-found", "Not Found", path).detail())
                    .startsWith("There is no fit with the id fit_01ARZ3NDEKTSV4RRFFQ69G5FAV");
        }
        problem(service.get(path + "/history"), 404, "not-found", "Not Found", path + "/history");
        problem(service.get(path + "/history", "Accept", "text/csv"), 404, "not-found", "Not Found", path + "/history");
    }

    @Test
    void anAbsurdIdIsToldShortened() {
        String path = "/v1/fits/" + "a".repeat(2000);
        assertThat(problem(service.get(path), 404, "not-found", "Not Found", path)
                        .detail())
                .contains("a".repeat(40) + "…")
                .doesNotContain("a".repeat(41));
    }

    @Test
    void parametersOfTheListMustMakeSense() {
        assertThat(refusedList("limit=0").parameters()).containsExactly("limit out_of_range");
        assertThat(refusedList("limit=101").parameters()).containsExactly("limit out_of_range");
        assertThat(refusedList("limit=ten").parameters()).containsExactly("limit wrong_type");
        assertThat(refusedList("limit=99999999999").parameters()).containsExactly("limit wrong_type");
        assertThat(refusedList("status=done").parameters()).containsExactly("status out_of_range");
        assertThat(refusedList("limit=0&status=done").parameters())
                .containsExactly("limit out_of_range", "status out_of_range");
    }

    private Refusal refusedList(String query) {
        Refusal refusal = problem(service.get("/v1/fits?" + query), 400, "bad-request", "Bad Request", "/v1/fits");
        assertThat(refusal.detail()).isEqualTo("A parameter of the URL or a header makes no sense; errors names it.");
        return refusal;
    }

    @Test
    void validateOnlyMustBeAFlag() {
        Refusal refusal = problem(
                service.post("/v1/fits?validate_only=maybe", GOOD), 400, "bad-request", "Bad Request", "/v1/fits");
        assertThat(refusal.parameters()).containsExactly("validate_only wrong_type");
        assertThat(refusal.details()).containsExactly("must be true or false");
    }

    @Test
    void fromEpochMustBeAnEpoch() {
        String path = service.fit("{" + ROWS + ", \"epochs\": 2}").header("Location") + "/history";
        for (String accept : new String[] {"application/json", "text/csv"}) {
            assertThat(problem(
                                    service.get(path + "?from_epoch=0", "Accept", accept),
                                    400,
                                    "bad-request",
                                    "Bad Request",
                                    path)
                            .parameters())
                    .containsExactly("from_epoch out_of_range");
            assertThat(problem(
                                    service.get(path + "?from_epoch=two", "Accept", accept),
                                    400,
                                    "bad-request",
                                    "Bad Request",
                                    path)
                            .parameters())
                    .containsExactly("from_epoch wrong_type");
        }
    }
}
