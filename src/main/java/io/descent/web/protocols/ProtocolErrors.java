package io.descent.web.protocols;

import io.descent.web.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Tells problems in the shape that each protocol has for them; their status stays. */
@ControllerAdvice
class ProtocolErrors implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        String path = request.getURI().getPath();
        boolean inference = path.equals("/v2") || path.startsWith("/v2/");
        if (!(body instanceof Problem problem) || !(inference || path.endsWith("/invocations"))) {
            return body;
        }
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        if (inference) {
            return Map.of("error", problem.told());
        }
        Map<String, String> told = new LinkedHashMap<>();
        told.put("error_code", code(problem.status()));
        told.put("message", problem.told());
        return told;
    }

    /** Those of MLflow that there are for it. */
    private static String code(int status) {
        return switch (HttpStatus.valueOf(status)) {
            case NOT_FOUND -> "RESOURCE_DOES_NOT_EXIST";
            case SERVICE_UNAVAILABLE, INSUFFICIENT_STORAGE -> "TEMPORARILY_UNAVAILABLE";
            case INTERNAL_SERVER_ERROR -> "INTERNAL_ERROR";
            default -> "BAD_REQUEST";
        };
    }
}
