package io.descent.web.openapi;

import io.descent.schema.Names;
import io.descent.web.NameOf;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** The OpenAPI description: what springdoc reads off the controllers, and what only the tables and records know. */
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {

    private static final String PROBLEM_JSON = org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Descent")
                        .version("1")
                        .description("""
                                Fits models by gradient descent: post a dataset and hyperparameters, get the fitted \
                                parameters and the loss history. `{"x": [1, 2, 3, 4], "y": [24.6, 45.3, 64.8, 85.5]}` \
                                is a whole request.

                                - `squared_error` is (prediction − y)², without ½, so that its gradient is 2·error·x.
                                - The gradient of a batch is the mean over its rows; the objective is the mean loss \
                                plus the penalty.
                                - The intercept is never penalised. A row of weight k counts as k copies of it.
                                - Parameters are answered in the data's own units.
                                - The same request gives the same answer: `seed` is 0 unless given.
                                - JSON holds no NaN or Infinity: such a value is null.
                                - What is wrong with a request is answered as `application/problem+json` (RFC 9457) \
                                with every mistake at once.""")
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
                .tags(List.of(
                        new Tag().name("fits").description("Fit models, and find fits again"),
                        new Tag().name("datasets").description("Keep tables, to fit them and to predict their rows"),
                        new Tag().name("predictions").description("Predict by a fit or a named model"),
                        new Tag().name("models").description("Give fits names, and move aliases between them"),
                        new Tag()
                                .name("open inference protocol")
                                .description("Named models for clients of KServe and Triton"),
                        new Tag().name("invocations").description("Named models for clients of MLflow and SageMaker"),
                        new Tag().name("catalog").description("What a fit can be made of"),
                        new Tag().name("examples").description("Requests that are ready to be posted")));
    }

    @Bean
    OperationCustomizer operations(List<Described> rooms) {
        return (operation, handler) -> {
            AnswersProblems problems =
                    AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), AnswersProblems.class);
            if (problems != null) {
                for (int status : problems.value()) {
                    operation.getResponses().addApiResponse(Integer.toString(status), problem(status));
                }
            }
            operation.getResponses().addApiResponse("500", problem(500));
            rooms.stream()
                    .map(room -> room.body(operation.getOperationId()))
                    .filter(Objects::nonNull)
                    .forEach(operation::setRequestBody);
            return operation;
        };
    }

    private static ApiResponse problem(int status) {
        String description = switch (status) {
            case 400 -> "malformed JSON or an unknown field, by line and column, or a senseless parameter of the URL";
            case 404 -> "there is no such resource";
            case 406 -> "none of the media types in Accept can be answered";
            case 409 ->
                "not possible in the state that the fit, the model, or the first request with the same key is in";
            case 412 -> "not as If-Match or If-None-Match expect it";
            case 413 -> "the body is longer than the limit";
            case 415 -> "the body's media type is not taken";
            case 422 -> "values that make no sense, each named by a JSON pointer";
            case 429 -> "the queue is full, or the tenant has used up a quota; Retry-After says when to try again";
            case 500 -> "the service failed to handle the request";
            case 503 ->
                "the service is shutting down, or its database does not answer; Retry-After says when to try again";
            case 507 -> "the service has too little memory for the request, or no room left to keep the fit";
            default -> throw new IllegalArgumentException("no problem has the status " + status);
        };
        return new ApiResponse()
                .description(description)
                .content(
                        new Content().addMediaType(PROBLEM_JSON, new MediaType().schema(Schemas.reference("Problem"))));
    }

    @Bean
    OpenApiCustomizer schemas(List<Described> rooms) {
        return description -> {
            Components components = description.getComponents();
            List<Class<?>> records =
                    rooms.stream().flatMap(room -> room.records().stream()).toList();
            for (Class<?> record : records) {
                ModelConverters.getInstance(true).readAll(record).forEach(components::addSchemas);
            }
            RecordSchemas.complete(components, records);
            rooms.forEach(room -> room.addTo(components));
            components.setSchemas(new TreeMap<>(components.getSchemas()));
        };
    }

    @Bean
    ParameterCustomizer namesOfConstants() {
        return (parameter, method) -> {
            NameOf constants = method.getParameterAnnotation(NameOf.class);
            if (constants != null) {
                parameter.setSchema(Schemas.words(Names.all(constants.value())));
            }
            return parameter;
        };
    }
}
