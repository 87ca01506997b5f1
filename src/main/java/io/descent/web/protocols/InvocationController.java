package io.descent.web.protocols;

import io.descent.access.Tenant;
import io.descent.fit.prepare.Limits;
import io.descent.model.Predictions;
import io.descent.predict.PredictedRows;
import io.descent.predict.PredictionSink;
import io.descent.predict.Scorer;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.web.body.Accepted;
import io.descent.web.body.DecodedBody;
import io.descent.web.body.WebLimits;
import io.descent.web.datasets.FileReading;
import io.descent.web.datasets.FileTable;
import io.descent.web.datasets.FileTables;
import io.descent.web.models.Predictor;
import io.descent.web.models.Predictors;
import io.descent.web.openapi.AnswersProblems;
import io.descent.web.problem.UnknownResourceException;
import io.descent.wire.FitRequestReader;
import io.descent.wire.ScoringRequestReader;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    private static final List<String> FORMS =
            List.of(MediaType.APPLICATION_JSON_VALUE, FileReading.CSV, LINES, OTHER_LINES);

    private final Predictors predictors;
    private final Served served;
    private final ScoringRequestReader reader;
    private final FileTables files;
    private final JsonMapper json;
    private final WebLimits limits;
    private final long maxCells;

    InvocationController(
            Predictors predictors,
            Served served,
            ScoringRequestReader reader,
            FileTables files,
            JsonMapper json,
            WebLimits webLimits,
            Limits limits) {
        this.predictors = predictors;
        this.served = served;
        this.reader = reader;
        this.files = files;
        this.json = json;
        this.limits = webLimits;
        this.maxCells = limits.maxCells();
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
    ResponseEntity<Object> invoke(
            Tenant tenant, @PathVariable String name, @Parameter(hidden = true) HttpServletRequest http)
            throws IOException, HttpMediaTypeNotSupportedException {
        return answer(predictors.model(tenant, name), http);
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
    ResponseEntity<Object> invokeServed(Tenant tenant, @Parameter(hidden = true) HttpServletRequest http)
            throws IOException, HttpMediaTypeNotSupportedException {
        return answer(served(tenant), http);
    }

    @GetMapping("/ping")
    @Operation(operationId = "ping", summary = "Whether the model that DESCENT_SERVE names answers requests")
    @ApiResponse(responseCode = "200", description = "it does", content = @Content)
    @AnswersProblems({404, 503})
    ResponseEntity<Void> ping(Tenant tenant) {
        served(tenant);
        return ResponseEntity.ok().build();
    }

    private Predictor served(Tenant tenant) {
        return served.find(tenant, predictors)
                .orElseThrow(() -> new UnknownResourceException(
                        "No model is served here; the operator names one by DESCENT_SERVE=name@alias."));
    }

    private ResponseEntity<Object> answer(Predictor predictor, HttpServletRequest http)
            throws IOException, HttpMediaTypeNotSupportedException {
        MediaType type = MediaType.parseMediaType(String.valueOf(http.getContentType()));
        List<Object> values = switch (type.getType() + "/" + type.getSubtype()) {
            case FileReading.CSV -> table(predictor.scorer(), http);
            case LINES, OTHER_LINES -> score(predictor.scorer(), reader.lines(DecodedBody.of(http, limits)));
            default -> score(predictor.scorer(), reader.document(DecodedBody.of(http, limits)));
        };
        ResponseEntity<Object> answer = written(values, http);
        return ResponseEntity.ok()
                .headers(answer.getHeaders())
                .headers(predictor.answering().headers())
                .body(answer.getBody());
    }

    private List<Object> score(Scorer scorer, FitRequestReader.OwnDataset read) {
        Mistakes mistakes = new Mistakes(read.findings(), Mistakes.Homes.UNKNOWN);
        Plain.requireColumns(read.draft(), scorer, mistakes);
        Values values = new Values(maxCells);
        values.rows(scorer.score(read.draft(), maxCells, mistakes).predictions());
        return values.all;
    }

    /** Scores the rows of a file: by the names in its header, or where it has none in the order of the columns. */
    private List<Object> table(Scorer scorer, HttpServletRequest http)
            throws IOException, HttpMediaTypeNotSupportedException {
        try (FileTable file = files.receive(http, List.of())) {
            file.mistakes().throwIfAny();
            Values values = new Values(maxCells);
            PredictedRows rows = new PredictedRows(scorer, null, "", new Mistakes(), values);
            file.expectingInOrder(scorer.types()).read(rows);
            rows.end();
            return values.all;
        }
    }

    /** Keeps what is predicted, which these protocols answer as one document. */
    private static final class Values implements PredictionSink {

        private final List<Object> all = new ArrayList<>();
        private final long most;

        Values(long most) {
            this.most = most;
        }

        @Override
        public void begin() {
            all.clear();
        }

        @Override
        public void rows(Predictions some) {
            if (all.size() + (long) some.rows() > most) {
                Mistakes mistakes = new Mistakes();
                mistakes.add(
                        "",
                        Mistake.Code.TOO_LARGE,
                        "must have at most " + most + " rows (DESCENT_MAX_CELLS); /predict takes files of any length");
                mistakes.throwIfAny();
            }
            for (int i = 0; i < some.rows(); i++) {
                all.add(some.value(i));
            }
        }
    }

    private ResponseEntity<Object> written(List<Object> values, HttpServletRequest http) {
        String form = Accepted.best(http, FORMS);
        return switch (form) {
            case FileReading.CSV -> text(form, values, InvocationController::cell);
            case LINES, OTHER_LINES -> text(form, values, this::line);
            default ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(new InvocationAnswer(values));
        };
    }

    /** As the files of predictions have it: an empty cell, and no empty line, for what is beyond the range of a double. */
    private static String cell(Object value) {
        return value instanceof Double number && !Double.isFinite(number) ? "\"\"" : CSVFormat.RFC4180.format(value);
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
