package io.descent.web.protocols;

import io.descent.dataset.DatasetDraft;
import io.descent.model.Predictions;
import io.descent.web.datasets.FileReading;
import io.descent.web.datasets.FileTable;
import io.descent.web.datasets.FileTables;
import io.descent.web.models.Predictor;
import io.descent.web.models.Predictors;
import io.descent.web.openapi.AnswersProblems;
import io.descent.web.problem.UnknownResourceException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The scoring routes of MLflow and SageMaker. */
@RestController
@Tag(name = "invocations")
class InvocationController {

    private static final String LINES = "application/jsonlines";
    private static final String OTHER_LINES = "application/x-jsonlines";
    private static final String OF_MODEL = "/v1/models/{name}/invocations";
    private static final String SERVED = "/invocations";

    private final Predictors predictors;
    private final Served served;
    private final Bodies bodies;
    private final FileTables files;
    private final JsonMapper json;

    InvocationController(Predictors predictors, Served served, Bodies bodies, FileTables files, JsonMapper json) {
        this.predictors = predictors;
        this.served = served;
        this.bodies = bodies;
        this.files = files;
        this.json = json;
    }

    @PostMapping(
            path = OF_MODEL,
            consumes = {MediaType.APPLICATION_JSON_VALUE, FileReading.CSV, LINES, OTHER_LINES},
            produces = {MediaType.APPLICATION_JSON_VALUE, FileReading.CSV, LINES, OTHER_LINES})
    @Operation(
            operationId = DescribedProtocols.INVOKE,
            summary = "Predict rows by a named model, as MLflow's and SageMaker's servers do",
            description =
                    "Takes dataframe_split, dataframe_records, instances or inputs, CSV with or without a header, or "
                            + "JSON lines.")
    @InvocationAnswers
    @AnswersProblems({400, 404, 406, 413, 415, 422, 503, 507})
    ResponseEntity<Object> invoke(@PathVariable String name, @Parameter(hidden = true) HttpServletRequest http)
            throws IOException, HttpMediaTypeNotSupportedException {
        return answer(predictors.model(name), http);
    }

    @PostMapping(
            path = SERVED,
            consumes = {MediaType.APPLICATION_JSON_VALUE, FileReading.CSV, LINES, OTHER_LINES},
            produces = {MediaType.APPLICATION_JSON_VALUE, FileReading.CSV, LINES, OTHER_LINES})
    @Operation(
            operationId = DescribedProtocols.INVOKE_SERVED,
            summary = "Predict rows by the model that DESCENT_SERVE names")
    @InvocationAnswers
    @AnswersProblems({400, 404, 406, 413, 415, 422, 503, 507})
    ResponseEntity<Object> invokeServed(@Parameter(hidden = true) HttpServletRequest http)
            throws IOException, HttpMediaTypeNotSupportedException {
        return answer(served(), http);
    }

    @GetMapping("/ping")
    @Operation(operationId = "ping", summary = "Whether the model that DESCENT_SERVE names answers requests")
    @ApiResponse(responseCode = "200", description = "it does", content = @Content)
    @AnswersProblems({404, 503})
    ResponseEntity<Void> ping() {
        served();
        return ResponseEntity.ok().build();
    }

    private Predictor served() {
        return served.find(predictors)
                .orElseThrow(() -> new UnknownResourceException(
                        "No model is served here; the operator names one by DESCENT_SERVE=name@alias."));
    }

    private ResponseEntity<Object> answer(Predictor predictor, HttpServletRequest http)
            throws IOException, HttpMediaTypeNotSupportedException {
        MediaType type = MediaType.parseMediaType(String.valueOf(http.getContentType()));
        DatasetDraft rows = switch (type.getType() + "/" + type.getSubtype()) {
            case FileReading.CSV -> table(predictor, http);
            case LINES, OTHER_LINES -> Invocations.lines(bodies.bytes(http), bodies);
            default -> Invocations.rows(bodies.read(http, Map.class));
        };
        ResponseEntity<Object> answer = written(bodies.score(predictor.scorer(), rows), http);
        return ResponseEntity.ok()
                .headers(answer.getHeaders())
                .headers(predictor.answering().headers())
                .body(answer.getBody());
    }

    private DatasetDraft table(Predictor predictor, HttpServletRequest http)
            throws IOException, HttpMediaTypeNotSupportedException {
        try (FileTable file = files.receive(http, List.of())) {
            file.mistakes().throwIfAny();
            return Invocations.table(file.expecting(predictor.scorer().types()).load(), predictor.scorer());
        }
    }

    private ResponseEntity<Object> written(Predictions predictions, HttpServletRequest http) {
        List<Object> values = IntStream.range(0, predictions.rows())
                .mapToObj(predictions::value)
                .toList();
        String accept = String.valueOf(http.getHeader("Accept"));
        return switch (Stream.of(FileReading.CSV, LINES, OTHER_LINES)
                .filter(accept::startsWith)
                .findFirst()
                .orElse(MediaType.APPLICATION_JSON_VALUE)) {
            case FileReading.CSV -> text(FileReading.CSV, values, CSVFormat.RFC4180::format);
            case LINES -> text(LINES, values, this::line);
            case OTHER_LINES -> text(OTHER_LINES, values, this::line);
            default ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(new InvocationAnswer(values));
        };
    }

    private String line(Object value) {
        return json.writeValueAsString(Map.of("prediction", value));
    }

    /** Writes a value. */
    @FunctionalInterface
    private interface Line {
        String of(Object value);
    }

    private static ResponseEntity<Object> text(String type, List<Object> values, Line line) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type + ";charset=UTF-8"))
                .body(values.stream().map(line::of).collect(Collectors.joining("\n", "", "\n")));
    }

    /** Says what both routes answer. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(
            responseCode = "200",
            description = "the predictions, in the order of the rows",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = InvocationAnswer.class)),
                @Content(mediaType = FileReading.CSV, schema = @Schema(type = "string")),
                @Content(mediaType = LINES, schema = @Schema(type = "string"))
            })
    @interface InvocationAnswers {}
}
