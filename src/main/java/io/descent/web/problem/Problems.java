package io.descent.web.problem;

import io.descent.access.QuotaExceededException;
import io.descent.fit.DrainingException;
import io.descent.fit.KeyConflictException;
import io.descent.fit.NotKeptException;
import io.descent.fit.QueueFullException;
import io.descent.job.StorageException;
import io.descent.schema.InvalidRequestException;
import io.descent.schema.Mistake;
import io.descent.wire.MalformedJsonException;
import io.descent.wire.Places;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;

/** Answers everything that goes wrong as a problem, telling the caller all that helps and nothing of the inside. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Log LOG = LogFactory.getLog(Problems.class);
    private static final long USUAL_RETRY_SECONDS = 5;
    /** Where the parser speaks of its source, its options or its classes, which say nothing to a caller. */
    private static final Pattern SOURCE = Pattern.compile(" ?\\(start marker at \\[Source:[^\\]]*\\]\\)");

    private static final Pattern ADVICE = Pattern.compile(
            "[:;]? ?\\(?(to )?enable `?\\w*Feature.*| \\(not recognized as one since Feature.*", Pattern.DOTALL);

    @ExceptionHandler
    ResponseEntity<Object> invalid(InvalidRequestException e, HttpServletRequest request) {
        boolean unknownField = e.mistakes().stream().anyMatch(mistake -> mistake.code() == Mistake.Code.UNKNOWN_FIELD);
        HttpStatus status = unknownField ? HttpStatus.BAD_REQUEST : HttpStatus.UNPROCESSABLE_CONTENT;
        return invalid(status, e.mistakes(), e.count(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> notKept(NotKeptException e, HttpServletRequest request) {
        List<Mistake> mistakes = e.reasons().stream()
                .map(reason -> new Mistake(
                        NotKeptException.POINTER,
                        Mistake.Code.CONFLICT,
                        switch (reason) {
                            case ANSWERED_LATER ->
                                "must be true for `Prefer: respond-async` and `wait=0`: a fit that is not kept cannot be "
                                        + "asked for later";
                            case ANSWERED_AGAIN ->
                                "must be true for `Idempotency-Key`: a fit that is not kept cannot be answered again";
                        },
                        e.place()))
                .toList();
        return invalid(HttpStatus.UNPROCESSABLE_CONTENT, mistakes, mistakes.size(), request);
    }

    private static ResponseEntity<Object> invalid(
            HttpStatus status, List<Mistake> told, long count, HttpServletRequest request) {
        String detail = count == 1
                ? "There is a mistake in the request."
                : "There are " + count + " mistakes in the request"
                        + (count > told.size() ? "; the first " + told.size() + " are listed." : ".");
        return answer(
                status,
                "invalid-request",
                "Invalid request",
                detail,
                request,
                told.stream().map(Problem.Item::of).toList());
    }

    @ExceptionHandler
    ResponseEntity<Object> malformed(MalformedJsonException e, HttpServletRequest request) {
        return answer(
                HttpStatus.BAD_REQUEST,
                "malformed-json",
                "Malformed JSON",
                "The body is not valid JSON.",
                request,
                List.of(Problem.Item.at("", "malformed", e.detail(), e.place())));
    }

    @ExceptionHandler
    ResponseEntity<Object> unreadable(JacksonException e, HttpServletRequest request) {
        String said = e.getOriginalMessage() == null ? "the body could not be read to its end" : e.getOriginalMessage();
        String detail = ADVICE.matcher(SOURCE.matcher(said).replaceAll("")).replaceAll("");
        Mistake.Place place =
                e.getLocation() == null || e.getLocation().getLineNr() < 1 ? null : Places.of(e.getLocation());
        return malformed(new MalformedJsonException(detail, place), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> undecodable(InvalidParameterException e, HttpServletRequest request) {
        return answer(
                HttpStatus.BAD_REQUEST,
                Problem.type(HttpStatus.BAD_REQUEST),
                HttpStatus.BAD_REQUEST.getReasonPhrase(),
                "The query of the URL cannot be decoded; it must be UTF-8 with percent-encoding.",
                request,
                null);
    }

    @ExceptionHandler
    ResponseEntity<Object> tooLarge(BodyTooLargeException e, HttpServletRequest request) {
        return answer(
                HttpStatus.CONTENT_TOO_LARGE,
                "body-too-large",
                "Body too large",
                "The body is longer than " + e.limit()
                        + " bytes (" + e.setting()
                        + "). Send fewer rows or digits, or ask the operator to raise the limit; "
                        + "/v1/datasets takes files that are longer than the bodies of other requests.",
                request,
                null);
    }

    @ExceptionHandler
    ResponseEntity<Object> encoded(UnsupportedEncodingException e, HttpServletRequest request) {
        ResponseEntity<Object> answer = answer(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-encoding",
                "Unsupported encoding",
                "The Content-Encoding of the body must be gzip or zstd, or left out.",
                request,
                null);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(HttpHeaders.ACCEPT_ENCODING, "gzip, zstd")
                .body(answer.getBody());
    }

    @ExceptionHandler
    ResponseEntity<Object> undecodable(UndecodableBodyException e, HttpServletRequest request) {
        return answer(
                HttpStatus.BAD_REQUEST,
                "undecodable-body",
                "Undecodable body",
                "The body is not " + e.encoding() + ", as Content-Encoding says, or it is cut off.",
                request,
                null);
    }

    @ExceptionHandler
    ResponseEntity<Object> unknownResource(UnknownResourceException e, HttpServletRequest request) {
        return answer(HttpStatus.NOT_FOUND, "not-found", "Not Found", e.detail(), request, null);
    }

    @ExceptionHandler
    ResponseEntity<Object> conflict(ConflictingStateException e, HttpServletRequest request) {
        return answer(HttpStatus.CONFLICT, "conflict", "Conflict", e.detail(), request, null);
    }

    @ExceptionHandler
    ResponseEntity<Object> precondition(PreconditionFailedException e, HttpServletRequest request) {
        return answer(
                HttpStatus.PRECONDITION_FAILED,
                "precondition-failed",
                "Precondition failed",
                e.detail(),
                request,
                null);
    }

    @ExceptionHandler
    ResponseEntity<Object> draining(DrainingException e, HttpServletRequest request) {
        return tryAgain(answer(
                HttpStatus.SERVICE_UNAVAILABLE,
                "draining",
                "Shutting down",
                "The service is shutting down and has ended the fit. Post it again, to another instance or later.",
                request,
                null));
    }

    @ExceptionHandler
    ResponseEntity<Object> storage(StorageException e, HttpServletRequest request) {
        LOG.warn(e.getMessage(), e.getCause());
        return switch (e.reason()) {
            case FULL ->
                answer(
                        HttpStatus.INSUFFICIENT_STORAGE,
                        "storage-full",
                        "Storage full",
                        "There is no room left to keep this. The operator can make room; with \"store\": false a fit is answered "
                                + "without being kept.",
                        request,
                        null);
            case NEWER ->
                tryAgain(answer(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "stored-by-newer-release",
                        "Stored by a newer release",
                        "This was stored by a newer release of the service than the one that answers, which cannot read it. "
                                + "Ask an instance of that release.",
                        request,
                        null));
            case UNAVAILABLE ->
                tryAgain(answer(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "storage-unavailable",
                        "Storage unavailable",
                        "The database does not answer at the moment. Send the request again later: with an Idempotency-Key "
                                + "it is kept once, even where it was kept before this answer.",
                        request,
                        null));
        };
    }

    @ExceptionHandler
    ResponseEntity<Object> queueFull(QueueFullException e, HttpServletRequest request) {
        return tryAgain(
                answer(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "queue-full",
                        "Queue full",
                        "The queue is full (DESCENT_QUEUE). Retry-After says when to try again.",
                        request,
                        null),
                e.retryAfterSeconds());
    }

    @ExceptionHandler
    ResponseEntity<Object> quota(QuotaExceededException e, HttpServletRequest request) {
        String policy = e.policy().text();
        return tryAgain(
                answer(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "quota-exceeded",
                        "Quota exceeded",
                        "Your tenant has used up its quota \"" + policy + "\" (DESCENT_QUOTA_"
                                + policy.toUpperCase(Locale.ROOT) + "). Retry-After says when to try again.",
                        request,
                        null),
                e.retryAfterSeconds());
    }

    @ExceptionHandler
    ResponseEntity<Object> keyConflict(KeyConflictException e, HttpServletRequest request) {
        return switch (e.reason()) {
            case OTHER_BODY ->
                answer(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotency-key-reused",
                        "Idempotency-Key reused",
                        "Another body came with this Idempotency-Key before. A new request needs a new key.",
                        request,
                        null);
            case IN_FLIGHT ->
                tryAgain(answer(
                        HttpStatus.CONFLICT,
                        "idempotency-key-in-flight",
                        "Idempotency-Key in flight",
                        "The first request with this Idempotency-Key is not answered yet.",
                        request,
                        null));
        };
    }

    private static ResponseEntity<Object> tryAgain(ResponseEntity<Object> answer) {
        return tryAgain(answer, USUAL_RETRY_SECONDS);
    }

    private static ResponseEntity<Object> tryAgain(ResponseEntity<Object> answer, long seconds) {
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .body(answer.getBody());
    }

    @ExceptionHandler
    ResponseEntity<Object> outOfMemory(OutOfMemoryError e, HttpServletRequest request) {
        LOG.error("out of memory in a request", e);
        return answer(
                HttpStatus.INSUFFICIENT_STORAGE,
                "out-of-memory",
                "Out of memory",
                "The service has too little memory for this request at the moment.",
                request,
                null);
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception e, HttpServletRequest request) {
        // Spring wraps an error of a handler, and then tries the wrapper's handler first
        if (e.getCause() instanceof OutOfMemoryError error) {
            return outOfMemory(error, request);
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            // nobody reads the answer, and nothing is wrong here
            LOG.debug("a caller has gone", e);
        } else {
            LOG.error("a request failed", e);
        }
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "Internal error",
                "The service failed to handle this request; see its log.",
                request,
                null);
    }

    /** In an order that does not depend on which controllers take what. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpMediaTypeNotSupportedException sorted = new HttpMediaTypeNotSupportedException(
                e.getContentType(),
                e.getSupportedMediaTypes().stream()
                        .sorted(Comparator.comparing(MediaType::toString))
                        .toList());
        return super.handleHttpMediaTypeNotSupported(sorted, sorted.getHeaders(), status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpServletRequest servlet = ((ServletWebRequest) request).getRequest();
        HttpStatus known = HttpStatus.valueOf(status.value());
        ResponseEntity<Object> answer = answer(
                known,
                Problem.type(known),
                known.getReasonPhrase(),
                detail(e, known, servlet),
                servlet,
                ParameterMistakes.of(e));
        HttpHeaders all = new HttpHeaders();
        all.addAll(headers);
        all.addAll(answer.getHeaders());
        return ResponseEntity.status(known).headers(all).body(answer.getBody());
    }

    private static String detail(Exception e, HttpStatus status, HttpServletRequest request) {
        return switch (status) {
            case NOT_ACCEPTABLE -> "None of the media types in the header Accept can be answered here.";
            case UNSUPPORTED_MEDIA_TYPE -> {
                String accepted = ((HttpMediaTypeNotSupportedException) e)
                        .getSupportedMediaTypes().stream()
                                .map(MediaType::toString)
                                .collect(Collectors.joining(", "));
                yield "The body must be " + accepted + " (with curl: -H 'Content-Type: application/json').";
            }
            case BAD_REQUEST -> "A parameter of the URL or a header makes no sense; errors names it.";
            default -> detail(status, request.getMethod());
        };
    }

    /** Says what can be said of a status alone. */
    static String detail(HttpStatus status, String method) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this path; /swagger-ui.html shows what there is.";
            case METHOD_NOT_ALLOWED -> method + " is not possible here; the header Allow lists the methods.";
            case BAD_REQUEST -> "The request is not valid HTTP, or its path cannot be decoded.";
            default -> status.getReasonPhrase() + ".";
        };
    }

    /** Writes the answer past content negotiation: a problem is a problem whatever the caller accepts. */
    private static ResponseEntity<Object> answer(
            HttpStatus status,
            String type,
            String title,
            String detail,
            HttpServletRequest request,
            @Nullable List<Problem.Item> errors) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(new Problem(Problem.URN + type, title, status.value(), detail, request.getRequestURI(), errors));
    }
}
