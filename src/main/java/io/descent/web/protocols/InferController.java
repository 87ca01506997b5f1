package io.descent.web.protocols;

import io.descent.access.Tenant;
import io.descent.data.encode.ColumnEncoding;
import io.descent.dataset.DatasetDraft;
import io.descent.fit.prepare.Limits;
import io.descent.model.Predictions;
import io.descent.predict.Scorer;
import io.descent.registry.NamedModel;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.web.body.DecodedBody;
import io.descent.web.body.WebLimits;
import io.descent.web.models.Predictor;
import io.descent.web.models.Predictors;
import io.descent.web.openapi.AnswersProblems;
import io.descent.web.protocols.InferAnswer.Described;
import io.descent.wire.InferenceRequest;
import io.descent.wire.InferenceRequestReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The Open Inference Protocol (https://github.com/kserve/open-inference-protocol), as KServe, Triton and MLServer speak it:
 * named models take tensors and answer tensors.
 */
@RestController
@RequestMapping(path = "/v2", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "open inference protocol")
class InferController {

    private static final String MODEL = "/models/{name}";
    private static final String VERSION = "/models/{name}/versions/{version}";

    private final Predictors predictors;
    private final InferenceRequestReader reader;
    private final WebLimits limits;
    private final long maxCells;
    private final Readiness readiness;

    InferController(
            Predictors predictors,
            InferenceRequestReader reader,
            WebLimits webLimits,
            Limits limits,
            Readiness readiness) {
        this.predictors = predictors;
        this.reader = reader;
        this.limits = webLimits;
        this.maxCells = limits.maxCells();
        this.readiness = readiness;
    }

    @GetMapping
    @Operation(operationId = "inferenceServer", summary = "What answers the Open Inference Protocol here")
    @ApiResponse(responseCode = "200", description = "its name, release and extensions")
    ServerMetadata server() {
        String release = InferController.class.getPackage().getImplementationVersion();
        return new ServerMetadata("descent", release == null ? "" : release, List.of());
    }

    @GetMapping("/health/live")
    @Operation(operationId = "inferenceServerLive", summary = "Whether the service lives")
    @ApiResponse(responseCode = "200", description = "it does")
    Health.Live live() {
        return new Health.Live(true);
    }

    @GetMapping("/health/ready")
    @Operation(operationId = "inferenceServerReady", summary = "Whether the service answers requests")
    @ApiResponse(responseCode = "200", description = "it does")
    @ApiResponse(
            responseCode = "503",
            description = "it does not, as it starts, ends or cannot reach its database",
            content = @Content(schema = @Schema(implementation = Health.Ready.class)))
    ResponseEntity<Health.Ready> ready() {
        boolean ready = readiness.ready();
        return ResponseEntity.status(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Health.Ready(ready));
    }

    @GetMapping(MODEL)
    @Operation(operationId = "inferenceModel", summary = "What a named model takes and answers")
    @ApiResponse(responseCode = "200", description = "its inputs and outputs")
    @AnswersProblems({404, 406, 503})
    ModelMetadata model(Tenant tenant, @PathVariable String name) {
        return metadata(predictors.find(tenant, name), predictors.model(tenant, name));
    }

    @GetMapping(VERSION)
    @Operation(operationId = "inferenceModelVersion", summary = "What a version of a model takes and answers")
    @ApiResponse(responseCode = "200", description = "its inputs and outputs")
    @AnswersProblems({400, 404, 406, 503})
    ModelMetadata version(Tenant tenant, @PathVariable String name, @PathVariable int version) {
        return metadata(predictors.find(tenant, name), predictors.version(tenant, name, version));
    }

    private static ModelMetadata metadata(NamedModel model, Predictor predictor) {
        Scorer scorer = predictor.scorer();
        List<Described> inputs = scorer.known().encoding().columns().entrySet().stream()
                .map(column -> new Described(column.getKey(), datatype(column.getValue()), List.of(-1L)))
                .toList();
        return new ModelMetadata(
                model.name(),
                model.versions().stream()
                        .map(version -> String.valueOf(version.version()))
                        .toList(),
                "descent_" + scorer.model().type().name().toLowerCase(Locale.ROOT),
                inputs,
                Tensors.described(scorer));
    }

    private static String datatype(ColumnEncoding column) {
        return switch (column.type()) {
            case NUMBER -> "FP64";
            case BOOLEAN -> "BOOL";
            case CATEGORY, DATE -> "BYTES";
        };
    }

    @GetMapping(MODEL + "/ready")
    @Operation(operationId = "inferenceModelReady", summary = "Whether a named model answers requests")
    @ApiResponse(responseCode = "200", description = "it does")
    @AnswersProblems({404, 406, 503})
    Health.ModelReady modelReady(Tenant tenant, @PathVariable String name) {
        predictors.model(tenant, name);
        return new Health.ModelReady(name, true);
    }

    @GetMapping(VERSION + "/ready")
    @Operation(operationId = "inferenceModelVersionReady", summary = "Whether a version of a model answers requests")
    @ApiResponse(responseCode = "200", description = "it does")
    @AnswersProblems({400, 404, 406, 503})
    Health.ModelReady versionReady(Tenant tenant, @PathVariable String name, @PathVariable int version) {
        predictors.version(tenant, name, version);
        return new Health.ModelReady(name, true);
    }

    @PostMapping(path = MODEL + "/infer", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = DescribedProtocols.INFER,
            summary = "Predict tensors by a named model",
            description =
                    "Takes one tensor [N, d] of the features, or an input [N] or [N, 1] for each column, by its name.")
    @ApiResponse(responseCode = "200", description = "the predictions as tensors")
    @AnswersProblems({400, 404, 406, 413, 415, 422, 503})
    InferAnswer infer(Tenant tenant, @PathVariable String name, @Parameter(hidden = true) HttpServletRequest http)
            throws IOException {
        return answer(name, predictors.model(tenant, name), http);
    }

    @PostMapping(path = VERSION + "/infer", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = DescribedProtocols.INFER_BY_VERSION, summary = "Predict tensors by a version of a model")
    @ApiResponse(responseCode = "200", description = "the predictions as tensors")
    @AnswersProblems({400, 404, 406, 413, 415, 422, 503})
    InferAnswer inferByVersion(
            Tenant tenant,
            @PathVariable String name,
            @PathVariable int version,
            @Parameter(hidden = true) HttpServletRequest http)
            throws IOException {
        return answer(name, predictors.version(tenant, name, version), http);
    }

    private InferAnswer answer(String name, Predictor predictor, HttpServletRequest http) throws IOException {
        Scorer scorer = predictor.scorer();
        InferenceRequest request = reader.read(DecodedBody.of(http, limits));
        Mistakes mistakes = new Mistakes(request.findings(), Mistakes.Homes.UNKNOWN);
        List<String> wanted = wanted(request, scorer, mistakes);
        DatasetDraft rows = Tensors.rows(request, scorer, mistakes);
        Plain.requireColumns(rows, scorer, mistakes);
        Predictions predictions = scorer.score(rows, maxCells, mistakes).predictions();
        return new InferAnswer(
                name,
                String.valueOf(predictor.answering().version()),
                request.id(),
                wanted.stream()
                        .map(output -> Tensors.output(output, predictions))
                        .toList());
    }

    private static List<String> wanted(InferenceRequest request, Scorer scorer, Mistakes mistakes) {
        List<String> known =
                Tensors.described(scorer).stream().map(Described::name).toList();
        for (InferenceRequest.Output output : request.outputs()) {
            if (!known.contains(output.name())) {
                mistakes.add(
                        output.pointer(), Mistake.Code.UNKNOWN_VALUE, "must be one of " + String.join(", ", known));
            }
        }
        return request.outputs().isEmpty()
                ? known
                : request.outputs().stream().map(InferenceRequest.Output::name).toList();
    }
}
