package io.descent.web.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Answers as a problem what the server refused before it reached the application, a path that cannot be decoded say. */
final class ProblemValve extends ErrorReportValve {

    private final JsonMapper json;

    ProblemValve(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream()
                    .write(json.writeValueAsBytes(
                            Problem.of(response.getStatus(), request.getMethod(), request.getRequestURI())));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // the caller has gone, or has had an answer already: there is nobody to tell
        }
    }
}
