package io.descent.web.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What the audit tells of a request: templates and ids alone. Whatever else stands in a path may be a key or data. */
final class AuditedRoutes {

    private static final Pattern PLAIN = Pattern.compile("(?!dsc_)[A-Za-z0-9][A-Za-z0-9._@:|-]{0,127}");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");
    private static final String OTHER = "other";

    private final Rules rules;

    AuditedRoutes(Rules rules) {
        this.rules = rules;
    }

    static String method(HttpServletRequest request) {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : OTHER;
    }

    /** Returns the template of the path. */
    String route(HttpServletRequest request) {
        return rules.of(request).map(Rules.Rule::path).orElse(OTHER);
    }

    /** Returns what the path names; where it names nothing, what the answer says that was made. */
    @Nullable
    String resource(HttpServletRequest request, HttpServletResponse response) {
        String named = rules.of(request)
                .map(rule -> rule.variables(request).values().stream()
                        .map(AuditedRoutes::plain)
                        .collect(Collectors.joining("/")))
                .orElse("");
        String made = response.getHeader(HttpHeaders.LOCATION);
        if (!named.isEmpty() || made == null) {
            return named.isEmpty() ? null : named;
        }
        return plain(made.substring(made.lastIndexOf('/') + 1));
    }

    /** Returns an id as it is; what could be anything else is left out. */
    static String plain(@Nullable String id) {
        return id != null && PLAIN.matcher(id).matches() ? id : "…";
    }
}
