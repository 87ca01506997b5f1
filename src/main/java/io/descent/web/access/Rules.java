package io.descent.web.access;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.descent.access.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * What each route needs. The routes of the API stand here one by one, so that a new one is nobody's but an admin's until
 * somebody has decided about it; a test fails for one that does not stand here.
 */
final class Rules {

    private static final List<String> OPEN = List.of(
            "/",
            "/index.html",
            "/page/**",
            "/webjars/**",
            "/favicon.ico",
            "/actuator/health",
            "/actuator/health/**",
            "/v2/health/live",
            "/v2/health/ready",
            "/ping");

    private static final List<String> METRICS = List.of("/actuator", "/actuator/info", "/actuator/prometheus");

    private static final List<String> OPENAPI =
            List.of("/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/**", "/swagger-ui.html", "/swagger-ui/**");

    private static final List<String> READ = List.of(
            "/v1/fits",
            "/v1/fits/{id}",
            "/v1/fits/{id}/events",
            "/v1/fits/{id}/export",
            "/v1/fits/{id}/history",
            "/v1/fits/{id}/plot",
            "/v1/fits/{id}/summary",
            "/v1/datasets",
            "/v1/datasets/{id}",
            "/v1/datasets/{id}/rows",
            "/v1/models",
            "/v1/models/{name}",
            "/v1/models/{name}/aliases/{alias}",
            "/v1/models/{name}/aliases/{alias}/history",
            "/v1/examples",
            "/v1/examples/{name}",
            "/v1/catalog",
            "/v2",
            "/v2/models/{model}",
            "/v2/models/{model}/ready",
            "/v2/models/{model}/versions/{version}",
            "/v2/models/{model}/versions/{version}/ready");

    private static final List<String> PREDICT = List.of(
            "/v1/fits/{id}/predict",
            "/v1/fits/{id}/evaluate",
            "/v1/fits/{id}/plot",
            "/v1/models/{name}/predict",
            "/v1/models/{name}/evaluate",
            "/v1/models/{name}/invocations",
            "/v1/models/{name}/versions/{version}/predict",
            "/v1/models/{name}/versions/{version}/evaluate",
            "/v1/models/{name}/aliases/{alias}/predict",
            "/v1/models/{name}/aliases/{alias}/evaluate",
            "/v2/models/{model}/infer",
            "/v2/models/{model}/versions/{version}/infer",
            "/invocations");

    private final List<Rule> rules;

    private Rules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * What some requests need.
     *
     * @param needed null where everybody may
     */
    record Rule(
            PathPatternRequestMatcher requests,
            HttpMethod method,
            String path,
            @Nullable Scope needed) {

        private static Rule of(HttpMethod method, String path, @Nullable Scope needed) {
            return new Rule(PathPatternRequestMatcher.withDefaults().matcher(path), method, path, needed);
        }

        /** Returns what the variables of the path are in a request. */
        Map<String, String> variables(HttpServletRequest request) {
            return requests.matcher(request).getVariables();
        }

        private boolean covers(HttpServletRequest request) {
            String asked = request.getMethod().equals(HttpMethod.HEAD.name()) ? GET.name() : request.getMethod();
            return method.name().equals(asked) && requests.matches(request);
        }
    }

    static Rules of(AccessSettings settings) {
        List<Rule> rules = new ArrayList<>();
        add(rules, GET, null, OPEN);
        add(rules, GET, settings.metricsOpen() ? null : Scope.READ, METRICS);
        add(rules, GET, settings.openapiOpen() ? null : Scope.READ, OPENAPI);
        add(rules, GET, Scope.READ, READ);
        add(
                rules,
                POST,
                Scope.FIT,
                List.of(
                        "/v1/fits",
                        "/v1/fits/import",
                        "/v1/fits/{id}/cancel",
                        "/v1/fits/{id}/stop",
                        "/v1/datasets",
                        "/v1/models/{name}/versions"));
        add(rules, PUT, Scope.FIT, List.of("/v1/models/{name}/aliases/{alias}"));
        add(
                rules,
                DELETE,
                Scope.FIT,
                List.of(
                        "/v1/fits/{id}",
                        "/v1/datasets/{id}",
                        "/v1/models/{name}",
                        "/v1/models/{name}/aliases/{alias}"));
        add(rules, POST, Scope.PREDICT, PREDICT);
        add(rules, GET, Scope.ADMIN, List.of("/v1/audit", "/v1/keys", "/v1/keys/{id}"));
        add(rules, POST, Scope.ADMIN, List.of("/v1/keys"));
        add(rules, DELETE, Scope.ADMIN, List.of("/v1/keys/{id}"));
        return new Rules(List.copyOf(rules));
    }

    private static void add(List<Rule> rules, HttpMethod method, @Nullable Scope needed, List<String> paths) {
        paths.forEach(path -> rules.add(Rule.of(method, path, needed)));
    }

    /** Returns the rule that a request is under; nothing for one that nobody has thought of. */
    Optional<Rule> of(HttpServletRequest request) {
        return rules.stream().filter(rule -> rule.covers(request)).findFirst();
    }

    /** Returns the scope that a request needs; null where everybody may. */
    @Nullable
    Scope needed(HttpServletRequest request) {
        Optional<Rule> rule = of(request);
        return rule.isPresent() ? rule.get().needed() : Scope.ADMIN;
    }
}
