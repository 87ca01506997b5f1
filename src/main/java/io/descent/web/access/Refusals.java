package io.descent.web.access;

import io.descent.access.Scope;
import io.descent.web.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.json.JsonMapper;

/** Answers those who are not known, or may not do what they ask for, as problems, with the challenge of RFC 6750. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String CHALLENGE = "Bearer realm=\"descent\"";
    private static final int RETRY_SECONDS = 5;

    private final Rules rules;
    private final JsonMapper json;

    Refusals(Rules rules, JsonMapper json) {
        this.rules = rules;
        this.json = json;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof BearerTokens.UnknownForNow) {
            response.setIntHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            answer(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Whose key or token this is cannot be told at the moment.",
                    request,
                    response);
            return;
        }
        if (!(why instanceof OAuth2AuthenticationException refused)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
            answer(
                    HttpStatus.UNAUTHORIZED,
                    "This needs a key: Authorization: Bearer dsc_… The operator, or an admin of your tenant, makes one.",
                    request,
                    response);
            return;
        }
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                CHALLENGE + ", error=\"" + refused.getError().getErrorCode() + "\"");
        boolean malformed =
                refused.getError() instanceof BearerTokenError error && error.getHttpStatus() == HttpStatus.BAD_REQUEST;
        answer(
                malformed ? HttpStatus.BAD_REQUEST : HttpStatus.UNAUTHORIZED,
                "The key or the token in the header Authorization is not valid: it is not known, or it has expired.",
                request,
                response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        Scope needed = rules.needed(request);
        String scope = needed == null ? Scope.ADMIN.text() : needed.text();
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"insufficient_scope\", scope=\"" + scope + "\"");
        answer(
                HttpStatus.FORBIDDEN,
                "This needs the scope " + scope + ", which the caller has not.",
                request,
                response);
    }

    private void answer(HttpStatus status, String detail, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(Problem.of(status, detail, request.getRequestURI())));
    }
}
