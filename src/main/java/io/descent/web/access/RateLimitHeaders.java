package io.descent.web.access;

import io.descent.access.Allowance;
import io.descent.access.Allowance.Left;
import io.descent.access.Tenant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Tells callers who make something what their tenant has left, as draft-ietf-httpapi-ratelimit-headers-10 writes it. */
@RestControllerAdvice
final class RateLimitHeaders implements ResponseBodyAdvice<Object> {

    /** The largest integer of a structured field (RFC 9651). */
    private static final long MOST = 999_999_999_999_999L;

    private static final List<String> LIMITED = List.of("/v1/fits", "/v1/datasets");

    private final boolean asks;
    private final Allowance allowance;

    RateLimitHeaders(boolean asks, Allowance allowance) {
        this.asks = asks;
        this.allowance = allowance;
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return allowance.isLimited();
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (HttpMethod.POST.equals(request.getMethod())
                && LIMITED.contains(request.getURI().getPath())) {
            Tenant tenant = CallerArguments.caller(asks, request.getPrincipal()).tenant();
            List<Left> left = allowance.left(tenant);
            if (!left.isEmpty()) {
                response.getHeaders().set("RateLimit-Policy", policies(left));
                response.getHeaders().set("RateLimit", limits(left));
            }
        }
        return body;
    }

    private static String policies(List<Left> left) {
        return left.stream()
                .map(one -> "\"" + one.policy().text() + "\";q=" + Math.min(one.limit(), MOST)
                        + (one.seconds() == null ? "" : ";w=" + Allowance.WINDOW.toSeconds()))
                .collect(Collectors.joining(", "));
    }

    private static String limits(List<Left> left) {
        return left.stream()
                .map(one -> "\"" + one.policy().text() + "\";r=" + Math.min(one.remaining(), MOST)
                        + (one.seconds() == null ? "" : ";t=" + one.seconds()))
                .collect(Collectors.joining(", "));
    }
}
