package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The OpenAPI description is whole, and a generator of clients can read it. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {

    private final ServiceClient service;
    private final String text;
    private final JsonNode paths;

    OpenApiIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
        this.text = service.get("/v3/api-docs").body();
        this.paths = ServiceClient.JSON.readTree(text).get("paths");
    }

    @Test
    void aParserOfAClientGeneratorHasNothingToSay() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);

        SwaggerParseResult result = new OpenAPIV3Parser().readContents(text, null, options);

        assertThat(result.getMessages()).isEmpty();
        OpenAPI parsed = result.getOpenAPI();
        assertThat(parsed.getInfo().getTitle()).isEqualTo("Descent");
        assertThat(parsed.getInfo().getLicense().getName()).isEqualTo("Apache-2.0");
    }

    @Test
    void everyRouteIsThere(@Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
        Set<String> served = routes.getHandlerMethods().keySet().stream()
                .flatMap(route -> route.getPatternValues().stream()
                        .filter(path -> path.matches("/v1/.*|/v2(/.*)?|/invocations|/ping"))
                        .flatMap(path -> route.getMethodsCondition().getMethods().stream()
                                .map(method -> method.name().toLowerCase(Locale.ROOT) + " " + path)))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> described = paths.propertyStream()
                .flatMap(path -> path.getValue().propertyNames().stream().map(method -> method + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described)
                .isEqualTo(served)
                .contains("post /v1/fits", "get /v1/fits/{id}/history", "get /v1/catalog");
    }

    @Test
    void everyOperationHasANameAndSaysWhatItAnswers() {
        List<JsonNode> operations =
                paths.valueStream().flatMap(JsonNode::valueStream).toList();

        assertThat(operations.stream()
                        .map(operation -> operation.get("operationId").asString()))
                .doesNotHaveDuplicates()
                .noneMatch(name -> name.contains("_"));
        for (JsonNode operation : operations) {
            assertThat(operation.get("responses").propertyNames())
                    .as(operation.get("operationId").asString())
                    .contains("500")
                    .anyMatch(status -> status.startsWith("2"));
        }
    }

    @Test
    void thePageIsServed() {
        Answer page = service.get("/swagger-ui/index.html");

        assertThat(page.status()).isEqualTo(200);
        assertThat(service.get("/swagger-ui.html").header("Location")).endsWith("/swagger-ui/index.html");
    }
}
