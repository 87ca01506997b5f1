package io.descent.web.access;

import io.descent.access.Caller;
import io.descent.access.KeyStore;
import io.descent.access.Keys;
import io.descent.access.Tenant;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.web.body.DecodedBody;
import io.descent.web.body.WebLimits;
import io.descent.web.openapi.AnswersProblems;
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
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Keys, for admins of their tenants; those of the tenant default manage everybody's. */
@RestController
@RequestMapping("/v1/keys")
@Conditional(Asked.ForKeys.class)
@Tag(name = "keys", description = "Let callers in, and keep them out")
class KeyController {

    static final String CREATE = "createKey";

    private final Keys keys;
    private final FitRequestReader reader;
    private final WebLimits limits;

    KeyController(Keys keys, FitRequestReader reader, WebLimits limits) {
        this.keys = keys;
        this.reader = reader;
        this.limits = limits;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = CREATE,
            summary = "Make a key",
            description =
                    "The answer tells the key, once. Several are valid at the same time, so that a new one can take "
                            + "the place of an old one before that is deleted.")
    @ApiResponse(
            responseCode = "201",
            description = "the key",
            headers =
                    @Header(
                            name = "Location",
                            description = "of what is known of the key",
                            schema = @Schema(type = "string", format = "uri-reference")),
            content = @Content(schema = @Schema(implementation = KeyAnswer.class)))
    @AnswersProblems({400, 406, 413, 415, 422, 503, 507})
    ResponseEntity<KeyAnswer> create(Caller caller, @Parameter(hidden = true) HttpServletRequest http)
            throws IOException {
        FitRequestReader.PlainBody body = reader.plain(DecodedBody.of(http, limits));
        Mistakes mistakes = new Mistakes(body.findings(), Mistakes.Homes.UNKNOWN);
        KeyBodies.NewKey given = KeyBodies.NEW_KEY.read(body.values(), "", mistakes);
        Tenant tenant = given == null ? caller.tenant() : tenant(given, caller, mistakes);
        Instant expiresAt = given == null ? null : expiry(given.expiresAt(), mistakes);
        if (given != null && given.scopes().isEmpty()) {
            mistakes.add("/scopes", Mistake.Code.EMPTY, "must name at least one scope");
        }
        mistakes.throwIfAny();
        if (given == null) {
            throw new IllegalStateException("a body without mistakes can be read");
        }
        Keys.Made made = keys.make(tenant, given.name(), given.scopes(), expiresAt);
        return ResponseEntity.created(URI.create("/v1/keys/" + made.key().id()))
                .cacheControl(CacheControl.noStore())
                .body(KeyAnswer.of(made));
    }

    private static Tenant tenant(KeyBodies.NewKey given, Caller caller, Mistakes mistakes) {
        String name = given.tenant();
        if (name == null) {
            return caller.tenant();
        }
        if (!Tenant.allows(name)) {
            mistakes.add("/tenant", Mistake.Code.OUT_OF_RANGE, Tenant.RULE);
            return caller.tenant();
        }
        Tenant tenant = new Tenant(name);
        if (!caller.manages(tenant)) {
            mistakes.add(
                    "/tenant",
                    Mistake.Code.CONFLICT,
                    "must be your own, or be left out: only admins of the tenant default make keys of others");
        }
        return tenant;
    }

    private static @Nullable Instant expiry(@Nullable String time, Mistakes mistakes) {
        try {
            return time == null ? null : Instant.parse(time);
        } catch (DateTimeParseException unreadable) {
            mistakes.add("/expires_at", Mistake.Code.WRONG_TYPE, "must be a time such as 2030-01-31T12:00:00Z");
            return null;
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "listKeys", summary = "List what is known of keys, newest first")
    @ApiResponse(responseCode = "200", description = "some keys")
    @AnswersProblems({400, 406, 503})
    KeyPage list(
            Caller caller,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Parameter(description = "the next_cursor of the page before") @Nullable
                    String after) {
        KeyStore.Page page = keys.list(caller, limit, after);
        List<KeyAnswer> data = page.keys().stream().map(KeyAnswer::of).toList();
        return new KeyPage(data, page.hasMore(), page.hasMore() ? data.getLast().id() : null);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getKey", summary = "Get what is known of a key")
    @ApiResponse(responseCode = "200", description = "the key, without itself")
    @AnswersProblems({404, 406, 503})
    KeyAnswer get(Caller caller, @PathVariable String id) {
        return KeyAnswer.of(keys.find(caller, id).orElseThrow(() -> UnknownResourceException.key(id)));
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "deleteKey", summary = "Delete a key; in half a second it is worth nothing anywhere")
    @ApiResponse(responseCode = "204", description = "deleted", content = @Content)
    @AnswersProblems({404, 503})
    ResponseEntity<Void> delete(Caller caller, @PathVariable String id) {
        if (!keys.delete(caller, id)) {
            throw UnknownResourceException.key(id);
        }
        return ResponseEntity.noContent().build();
    }
}
