package io.descent.web.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.access.AuditEntry;
import io.descent.access.AuditEvent;
import io.descent.access.AuditStore;
import io.descent.access.Tenant;
import io.descent.web.openapi.AnswersProblems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What was done, for admins of the tenant that has done it. */
@RestController
@Conditional(Asked.class)
@Tag(name = "audit", description = "See who did what")
class AuditController {

    private static final String NDJSON = "application/x-ndjson";
    private static final int AT_ONCE = 1000;

    private final AuditStore audit;
    private final JsonMapper json;

    AuditController(AuditStore audit, JsonMapper json) {
        this.audit = audit;
        this.json = json;
    }

    /** A line of the answer. */
    private record Line(
            long number,
            Instant at,
            @Nullable String who,
            String method,
            String route,
            @Nullable String resource,
            String address,
            int status,
            @JsonProperty("previous_sha256") String previous,
            String sha256) {

        static Line of(AuditEntry entry) {
            AuditEvent event = entry.event();
            return new Line(
                    entry.number(),
                    event.at(),
                    event.who(),
                    event.method(),
                    event.route(),
                    event.resource(),
                    event.address(),
                    event.status(),
                    HexFormat.of().formatHex(entry.previous()),
                    HexFormat.of().formatHex(entry.hash()));
        }
    }

    @GetMapping(path = "/v1/audit", produces = NDJSON)
    @Operation(
            operationId = "getAudit",
            summary = "Get who of the tenant did what, and was refused what, the oldest first",
            description =
                    "A line for each request that changed something or was refused. The hash of each entry is made "
                            + "of the one before; as that may be another tenant's, numbers have gaps.")
    @ApiResponse(
            responseCode = "200",
            description = "a JSON object a line",
            content = @Content(mediaType = NDJSON, schema = @Schema(type = "string")))
    @AnswersProblems({400, 406, 503})
    void read(
            Tenant tenant,
            @RequestParam(defaultValue = "0") @Min(0) @Parameter(description = "only entries after this number")
                    long after,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        List<AuditEntry> entries = audit.after(tenant, after, AT_ONCE);
        response.setContentType(NDJSON);
        OutputStream out = response.getOutputStream();
        while (!entries.isEmpty()) {
            for (AuditEntry entry : entries) {
                out.write(json.writeValueAsBytes(Line.of(entry)));
                out.write('\n');
            }
            entries = audit.after(tenant, entries.getLast().number(), AT_ONCE);
        }
    }
}
