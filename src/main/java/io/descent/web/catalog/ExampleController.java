package io.descent.web.catalog;

import io.descent.web.openapi.AnswersProblems;
import io.descent.web.problem.UnknownResourceException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Ready requests to post to {@code /v1/fits}, each one of the small programs that this service grew from. */
@RestController
@RequestMapping(path = "/v1/examples", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "examples")
class ExampleController {

    private static final List<String> NAMES = List.of("sgd", "minibatch", "momentum", "line", "logistic");

    private final Map<String, byte[]> bodies = new LinkedHashMap<>();
    private final ExampleList list;

    ExampleController(JsonMapper json) {
        NAMES.forEach(name -> bodies.put(name, load(name)));
        list = new ExampleList(bodies.entrySet().stream()
                .map(example -> new Example(
                        example.getKey(),
                        json.readTree(example.getValue()).get("label").asString(),
                        "/v1/examples/" + example.getKey()))
                .toList());
    }

    /** What there is. */
    @Schema(name = "ExampleList")
    record ExampleList(List<Example> data) {}

    /** One of them. */
    @Schema(name = "Example")
    record Example(String name, String title, String href) {}

    @GetMapping
    @Operation(operationId = "listExamples", summary = "List ready requests")
    @ApiResponse(responseCode = "200", description = "the requests")
    @AnswersProblems(406)
    ExampleList list() {
        return list;
    }

    @GetMapping("/{name}")
    @Operation(operationId = "getExample", summary = "Get a request that is ready to be posted to /v1/fits")
    @ApiResponse(
            responseCode = "200",
            description = "the body of a request",
            content = @Content(schema = @Schema(ref = "#/components/schemas/FitRequest")))
    @AnswersProblems({404, 406})
    ResponseEntity<byte[]> get(@PathVariable @Parameter(example = "sgd") String name) {
        byte[] body = bodies.get(name);
        if (body == null) {
            throw new UnknownResourceException(
                    "There is no example of this name; there are " + String.join(", ", NAMES) + ".");
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }

    private static byte[] load(String name) {
        try (InputStream in = new ClassPathResource("examples/" + name + ".json").getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
