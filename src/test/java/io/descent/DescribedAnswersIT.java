package io.descent;

import static io.descent.ApiDescription.DIVERGING;
import static io.descent.ApiDescription.JSON;
import static io.descent.ApiDescription.LOGISTIC;
import static io.descent.ApiDescription.PROBLEM;
import static io.descent.ApiDescription.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI description tells the truth about what is answered. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DescribedAnswersIT {

    private final ServiceClient service;
    private final ApiDescription description;

    DescribedAnswersIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
        this.description = new ApiDescription(service);
    }

    @Test
    void fitsAreAnsweredAsDescribed() {
        for (String request : List.of(WHOLE, LOGISTIC, DIVERGING)) {
            Answer created = service.post("/v1/fits", request);
            description.assertDescribed(created, "/v1/fits", "post", JSON);
            assertThat(description.errors(created.json(), ApiDescription.reference("Fit")))
                    .isEmpty();
            assertThat(description.errors(created.json(), ApiDescription.reference("ResolvedFit")))
                    .isNotEmpty();

            String location = created.header("Location");
            description.assertDescribed(service.get(location), "/v1/fits/{id}", "get", JSON);
            description.assertDescribed(service.get(location + "/history"), "/v1/fits/{id}/history", "get", JSON);
            Answer csv = service.get(location + "/history", "Accept", "text/csv");
            assertThat(csv.header("Content-Type")).startsWith("text/csv");
            assertThat(description
                            .response("/v1/fits/{id}/history", "get", 200)
                            .get("content")
                            .propertyNames())
                    .containsExactlyInAnyOrder(JSON, "text/csv", "image/svg+xml");
        }
        description.assertDescribed(service.get("/v1/fits?limit=3"), "/v1/fits", "get", JSON);
        description.assertDescribed(service.get("/v1/fits?label=nobody"), "/v1/fits", "get", JSON);
    }

    @Test
    void aDivergedFitIsAnsweredAsDescribed() {
        JsonNode fit = service.fit(DIVERGING).json();

        assertThat(fit.get("stop_reason").asString()).isEqualTo("diverged");
        assertThat(description.errors(fit, ApiDescription.reference("Fit"))).isEmpty();
        assertThat(description.errors(fit.get("error"), ApiDescription.reference("FitError")))
                .isEmpty();
    }

    @Test
    void aSchemaOfAnAnswerMissesWhatIsNotThere() {
        ObjectNode fit = (ObjectNode) service.fit(LOGISTIC).json();
        for (String name : List.of("id", "label", "status", "result", "error", "config", "progress", "warnings")) {
            ObjectNode without = fit.deepCopy();
            without.remove(name);
            assertThat(description.errors(without, ApiDescription.reference("Fit")))
                    .as(name)
                    .isNotEmpty();
            assertThat(description.errors(without, ApiDescription.reference("FitOrValidation")))
                    .as(name)
                    .isNotEmpty();
        }
        assertThat(description.errors(fit.deepCopy().put("status", "done"), ApiDescription.reference("Fit")))
                .isNotEmpty();
        assertThat(description.errors(fit.deepCopy().putNull("dataset"), ApiDescription.reference("Fit")))
                .isNotEmpty();
    }

    @Test
    void aValidationIsAnsweredAsDescribed() {
        Answer answer = service.post("/v1/fits?validate_only=true", WHOLE);

        description.assertDescribed(answer, "/v1/fits", "post", JSON);
        assertThat(description.errors(answer.json(), ApiDescription.reference("ResolvedFit")))
                .isEmpty();
        assertThat(description.errors(answer.json(), ApiDescription.reference("Fit")))
                .isNotEmpty();
    }

    @Test
    void aConfigurationCanBePostedAgainWithItsData() {
        ObjectNode again = (ObjectNode) service.fit(LOGISTIC).json().get("config");
        JsonNode data = ServiceClient.JSON.readTree(LOGISTIC);
        again.set("x", data.get("x"));
        again.set("y", data.get("y"));

        assertThat(description.errors(again, ApiDescription.reference("FitRequest")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/v1/catalog,/v1/catalog", "/v1/examples,/v1/examples", "/v1/examples/sgd,/v1/examples/{name}"})
    void readingIsAnsweredAsDescribed(String path, String template) {
        description.assertDescribed(service.get(path), template, "get", JSON);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/fits/fit_none,/v1/fits/{id},404",
        "/v1/fits/fit_none/history,/v1/fits/{id}/history,404",
        "/v1/examples/none,/v1/examples/{name},404",
        "/v1/fits?limit=0,/v1/fits,400",
        "/v1/fits?status=done,/v1/fits,400",
        "/v1/fits/fit_none/history?from_epoch=x,/v1/fits/{id}/history,400"
    })
    void problemsAreAnsweredAsDescribed(String path, String template, int status) {
        Answer answer = service.get(path);

        assertThat(answer.status()).isEqualTo(status);
        description.assertDescribed(answer, template, "get", PROBLEM);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/fits,/v1/fits",
        "/v1/fits/fit_none,/v1/fits/{id}",
        "/v1/fits/fit_none/history,/v1/fits/{id}/history",
        "/v1/catalog,/v1/catalog",
        "/v1/examples,/v1/examples",
        "/v1/examples/sgd,/v1/examples/{name}"
    })
    void aMediaTypeThatIsNotAnsweredIsAProblemAsDescribed(String path, String template) {
        Answer answer = service.get(path, "Accept", "image/png");

        assertThat(answer.status()).isEqualTo(406);
        description.assertDescribed(answer, template, "get", PROBLEM);
    }

    @Test
    void aBodyOfAnotherKindIsAProblemAsDescribed() {
        Answer answer = service.send(
                "POST", "/v1/fits", HttpRequest.BodyPublishers.ofString("x"), "Content-Type", "text/plain");

        assertThat(answer.status()).isEqualTo(415);
        description.assertDescribed(answer, "/v1/fits", "post", PROBLEM);
    }

    @Test
    void deletingIsAnsweredAsDescribed() {
        String location = service.post("/v1/fits", WHOLE).header("Location");

        assertThat(service.delete(location).status()).isEqualTo(204);
        assertThat(description.response("/v1/fits/{id}", "delete", 204).has("content"))
                .isFalse();
        description.assertDescribed(service.delete(location), "/v1/fits/{id}", "delete", PROBLEM);
    }

    @Test
    void theHeadersThatAreAnsweredAreDescribed() {
        Answer created = service.post("/v1/fits", WHOLE);
        String location = created.header("Location");
        Answer fit = service.get(location);

        assertThat(description.response("/v1/fits", "post", 200).get("headers").propertyNames())
                .containsExactly("Location");
        assertThat(description
                        .response("/v1/fits/{id}", "get", 200)
                        .get("headers")
                        .propertyNames())
                .containsExactly("ETag");
        assertThat(service.get(location, "If-None-Match", fit.header("ETag")).status())
                .isEqualTo(304);
        assertThat(description.response("/v1/fits/{id}", "get", 304).has("content"))
                .isFalse();
    }
}
