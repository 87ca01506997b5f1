package io.descent.web.fits;

import io.descent.access.Tenant;
import io.descent.fit.OptimizerService;
import io.descent.job.Job;
import io.descent.web.openapi.AnswersProblems;
import io.descent.web.problem.UnknownResourceException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Fits as they happen. */
@RestController
@Tag(name = "fits")
class EventController {

    private final OptimizerService service;
    private final EventStreams streams;

    EventController(OptimizerService service, EventStreams streams) {
        this.service = service;
        this.streams = streams;
    }

    @GetMapping(path = "/v1/fits/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "watchFit",
            summary = "Watch a fit live, as server-sent events",
            description = "`status` when the fit changes its status; `epoch` with a record of the history, at most "
                    + 1000 / EventStreams.TICK_MILLIS
                    + " a second, of which the newest counts; `warning`; and `done` with the fit, without its history, after "
                    + "which the stream ends. The id of an epoch event is the number of its record. With Last-Event-ID "
                    + "the stored records after that one come first, else all of them do, " + EventStream.MOST_MISSED
                    + " at most. A client "
                    + "that reconnects after `done` gets 204, which ends reconnecting. A comment every "
                    + EventStream.KEEP_ALIVE_SECONDS
                    + " s keeps proxies "
                    + "from closing the connection.")
    @ApiResponse(
            responseCode = "200",
            description = "the events",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "204", description = "there will be no more events", content = @Content)
    @AnswersProblems({404, 406, 503})
    ResponseEntity<SseEmitter> events(
            Tenant tenant,
            HttpMethod method,
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false)
                    @Parameter(description = "the id of the last event that was received")
                    @Nullable
                    String lastEventId) {
        Job job = service.find(tenant, id).orElseThrow(() -> UnknownResourceException.fit(id));
        int after = after(lastEventId);
        if (job.ending() != null && after > job.ending().history().size()) {
            return ResponseEntity.noContent().build();
        }
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().cacheControl(CacheControl.noStore()).header("X-Accel-Buffering", "no");
        // a stream without writes would never notice that the client of a HEAD request has gone
        return method.equals(HttpMethod.HEAD)
                ? answer.contentType(MediaType.TEXT_EVENT_STREAM).build()
                : answer.body(streams.open(job, after));
    }

    /** An id that is not of this service is none. */
    private static int after(@Nullable String lastEventId) {
        return lastEventId != null && lastEventId.matches("\\d{1,9}") ? Integer.parseInt(lastEventId) : 0;
    }
}
