package io.descent.web.models;

import io.descent.access.Tenant;
import io.descent.registry.Alias;
import io.descent.registry.ModelNames;
import io.descent.registry.ModelStore;
import io.descent.registry.ModelStore.Expected;
import io.descent.registry.ModelStore.Moved;
import io.descent.registry.ModelVersion;
import io.descent.registry.Move;
import io.descent.registry.NamedModel;
import io.descent.registry.NamedModels;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.web.body.DecodedBody;
import io.descent.web.body.WebLimits;
import io.descent.web.openapi.AnswersProblems;
import io.descent.web.problem.ConflictingStateException;
import io.descent.web.problem.PreconditionFailedException;
import io.descent.web.problem.UnknownResourceException;
import io.descent.wire.FitRequestReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Named models: versions of fits, and aliases that are moved between them. */
@RestController
@Tag(name = "models")
class ModelController {

    static final String ADD = "addModelVersion";
    static final String MOVE = "moveAlias";

    private final NamedModels models;
    private final Predictors predictors;
    private final FitRequestReader reader;
    private final WebLimits limits;
    private final Clock clock = Clock.systemUTC();

    ModelController(NamedModels models, Predictors predictors, FitRequestReader reader, WebLimits limits) {
        this.models = models;
        this.predictors = predictors;
        this.reader = reader;
        this.limits = limits;
    }

    @PostMapping(
            path = Paths.VERSIONS,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = ADD,
            summary = "Make a fit the next version of a model",
            description =
                    "The first version makes the model. A fit that is a version neither expires nor can be deleted.")
    @ApiResponse(
            responseCode = "201",
            description = "the version",
            headers =
                    @Header(
                            name = "Location",
                            description = "of the model",
                            schema = @Schema(type = "string", format = "uri-reference")),
            content = @Content(schema = @Schema(implementation = VersionAnswer.class)))
    @AnswersProblems({400, 404, 406, 409, 413, 415, 422, 503, 507})
    ResponseEntity<VersionAnswer> add(
            Tenant tenant, @PathVariable String name, @Parameter(hidden = true) HttpServletRequest http)
            throws IOException {
        FitRequestReader.PlainBody body = reader.plain(DecodedBody.of(http, limits));
        Mistakes mistakes = new Mistakes(body.findings(), Mistakes.Homes.UNKNOWN);
        ModelBodies.NewVersion given = ModelBodies.NEW_VERSION.read(body.values(), "", mistakes);
        requireName(name, "/name", mistakes);
        mistakes.throwIfAny();
        if (given == null) {
            throw new IllegalStateException("a body without mistakes can be read");
        }
        predictors.fit(tenant, given.fit());
        ModelVersion added = models.add(tenant, name, given.fit(), change(given.by(), http))
                .orElseThrow(() -> UnknownResourceException.fit(given.fit()));
        return ResponseEntity.created(URI.create("/v1/models/" + name)).body(VersionAnswer.of(name, added));
    }

    private static void requireName(String name, String pointer, Mistakes mistakes) {
        if (!ModelNames.allows(name)) {
            mistakes.add(pointer, Mistake.Code.OUT_OF_RANGE, ModelNames.RULE);
        }
    }

    /** Without keys nobody is known but by what the caller says, or where the request comes from. */
    private ModelStore.Change change(@Nullable String by, HttpServletRequest http) {
        return new ModelStore.Change(clock.instant(), by == null ? http.getRemoteAddr() : by);
    }

    @GetMapping(path = Paths.MODELS, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "listModels", summary = "List models by name")
    @ApiResponse(responseCode = "200", description = "some models")
    @AnswersProblems({400, 406, 503})
    ModelPage list(
            Tenant tenant,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Parameter(description = "the next_cursor of the page before") @Nullable
                    String after) {
        ModelStore.Page page = models.list(tenant, limit, after);
        List<NamedModelAnswer> data =
                page.models().stream().map(NamedModelAnswer::of).toList();
        return new ModelPage(
                data, page.hasMore(), page.hasMore() ? data.getLast().name() : null);
    }

    @GetMapping(path = Paths.MODEL, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getModel", summary = "Get a model with its versions and aliases")
    @ApiResponse(responseCode = "200", description = "the model")
    @AnswersProblems({404, 406, 503})
    NamedModelAnswer get(Tenant tenant, @PathVariable String name) {
        return NamedModelAnswer.of(find(tenant, name));
    }

    @DeleteMapping(Paths.MODEL)
    @Operation(
            operationId = "deleteModel",
            summary = "Delete a model that no alias points to",
            description = "Its fits stay, and expire as other fits do.")
    @ApiResponse(responseCode = "204", description = "deleted", content = @Content)
    @AnswersProblems({404, 409, 503})
    ResponseEntity<Void> delete(Tenant tenant, @PathVariable String name) {
        return switch (models.delete(tenant, name)) {
            case DELETED -> ResponseEntity.noContent().build();
            case NOT_FOUND -> throw UnknownResourceException.model(name);
            case HAS_ALIAS ->
                throw new ConflictingStateException(
                        "An alias points to a version of this model; delete its aliases first.");
        };
    }

    @GetMapping(path = Paths.ALIAS, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getAlias", summary = "Get an alias")
    @ApiResponse(
            responseCode = "200",
            description = "the alias",
            headers =
                    @Header(
                            name = "ETag",
                            description = "of where it points, for If-Match",
                            schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = AliasAnswer.class)))
    @AnswersProblems({404, 406, 503})
    ResponseEntity<AliasAnswer> alias(Tenant tenant, @PathVariable String name, @PathVariable String alias) {
        return answer(find(tenant, name).alias(alias).orElseThrow(() -> unknownAlias(name)));
    }

    @PutMapping(
            path = Paths.ALIAS,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = MOVE,
            summary = "Move an alias to a version, or make it",
            description =
                    "With If-Match only where it still points where the ETag says; with If-None-Match: * only where "
                            + "it is new.")
    @ApiResponse(
            responseCode = "200",
            description = "the alias",
            headers =
                    @Header(
                            name = "ETag",
                            description = "of where it points, for If-Match",
                            schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = AliasAnswer.class)))
    @Conditional
    @AnswersProblems({400, 404, 406, 412, 413, 415, 422, 503, 507})
    ResponseEntity<AliasAnswer> move(
            Tenant tenant,
            @PathVariable String name,
            @PathVariable String alias,
            @Parameter(hidden = true) HttpServletRequest http)
            throws IOException {
        FitRequestReader.PlainBody body = reader.plain(DecodedBody.of(http, limits));
        Mistakes mistakes = new Mistakes(body.findings(), Mistakes.Homes.UNKNOWN);
        ModelBodies.NewPlace given = ModelBodies.NEW_PLACE.read(body.values(), "", mistakes);
        requireName(alias, "/alias", mistakes);
        Expected expected = Expectations.of(http, mistakes);
        mistakes.throwIfAny();
        if (given == null) {
            throw new IllegalStateException("a body without mistakes can be read");
        }
        return switch (models.move(tenant, name, alias, given.version(), expected, change(given.by(), http))) {
            case Moved.To(Alias moved) -> answer(moved);
            case Moved.NoVersion _ -> {
                mistakes.add(
                        "/version",
                        Mistake.Code.UNKNOWN_VALUE,
                        "must be a version of the model; GET /v1/models/" + name + " lists them");
                mistakes.throwIfAny();
                throw new IllegalStateException("thrown above");
            }
            case Moved other -> throw refusal(other, name);
        };
    }

    @DeleteMapping(Paths.ALIAS)
    @Operation(operationId = "deleteAlias", summary = "Delete an alias; its history stays")
    @ApiResponse(responseCode = "204", description = "deleted", content = @Content)
    @Conditional
    @AnswersProblems({404, 412, 422, 503})
    ResponseEntity<Void> remove(
            Tenant tenant,
            @PathVariable String name,
            @PathVariable String alias,
            @Parameter(hidden = true) HttpServletRequest http) {
        Mistakes mistakes = new Mistakes();
        Expected expected = Expectations.of(http, mistakes);
        mistakes.throwIfAny();
        return switch (models.remove(tenant, name, alias, expected, change(null, http))) {
            case Moved.Gone _ -> ResponseEntity.noContent().build();
            case Moved other -> throw refusal(other, name);
        };
    }

    private static RuntimeException refusal(Moved refused, String name) {
        return switch (refused) {
            case Moved.NoModel _ -> UnknownResourceException.model(name);
            case Moved.NoAlias _ -> unknownAlias(name);
            case Moved.Unexpected _ ->
                new PreconditionFailedException(
                        "The alias is not as If-Match or If-None-Match expect it; GET it for its ETag, and decide again.");
            case Moved.To _, Moved.Gone _, Moved.NoVersion _ -> new IllegalStateException("no refusal: " + refused);
        };
    }

    @GetMapping(path = Paths.ALIAS + "/history", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getAliasHistory",
            summary = "Get who moved an alias when, from what to what; the last move first")
    @ApiResponse(responseCode = "200", description = "the moves")
    @AnswersProblems({404, 406, 503})
    AliasHistory history(Tenant tenant, @PathVariable String name, @PathVariable String alias) {
        List<Move> moves = models.history(tenant, name, alias);
        if (moves.isEmpty()) {
            find(tenant, name);
            throw unknownAlias(name);
        }
        return new AliasHistory(moves.stream().map(MoveAnswer::of).toList());
    }

    private NamedModel find(Tenant tenant, String name) {
        return models.find(tenant, name).orElseThrow(() -> UnknownResourceException.model(name));
    }

    private static UnknownResourceException unknownAlias(String name) {
        return new UnknownResourceException("The model " + name + " has no such alias; PUT {\"version\": …} makes it.");
    }

    private static ResponseEntity<AliasAnswer> answer(Alias alias) {
        return ResponseEntity.ok().eTag(Expectations.tag(alias)).body(AliasAnswer.of(alias));
    }
}
