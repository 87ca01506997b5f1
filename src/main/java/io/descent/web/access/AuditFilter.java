package io.descent.web.access;

import io.descent.access.AuditEvent;
import io.descent.access.AuditStore;
import io.descent.access.Caller;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Writes down every request that changes something and every one that was refused, when it has been answered. */
final class AuditFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(AuditFilter.class);
    private static final Set<String> CHANGES_NOTHING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<Integer> REFUSED =
            Set.of(HttpServletResponse.SC_UNAUTHORIZED, HttpServletResponse.SC_FORBIDDEN, 429);

    private final AuditStore audit;
    private final AuditedRoutes routes;
    private final Clock clock;

    AuditFilter(AuditStore audit, AuditedRoutes routes, Clock clock) {
        this.audit = audit;
        this.routes = routes;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            // afterwards this thread no longer knows
            Caller caller = SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                    ? known.caller()
                    : null;
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new AtTheEnd(caller, request, response));
            } else {
                write(caller, request, response);
            }
        }
    }

    private void write(@Nullable Caller caller, HttpServletRequest request, HttpServletResponse response) {
        int status = response.getStatus();
        if (CHANGES_NOTHING.contains(request.getMethod()) && !REFUSED.contains(status)) {
            return;
        }
        try {
            audit.append(new AuditEvent(
                    clock.instant(),
                    caller == null ? null : caller.tenant(),
                    caller == null ? null : AuditedRoutes.plain(caller.who()),
                    AuditedRoutes.method(request),
                    routes.route(request),
                    routes.resource(request, response),
                    request.getRemoteAddr(),
                    status));
        } catch (RuntimeException failure) {
            LOG.error("an answer with {} could not be written into the audit", status, failure);
        }
    }

    /** An answer that is given later, on another thread. */
    private final class AtTheEnd implements AsyncListener {

        private final @Nullable Caller caller;
        private final HttpServletRequest request;
        private final HttpServletResponse response;

        AtTheEnd(@Nullable Caller caller, HttpServletRequest request, HttpServletResponse response) {
            this.caller = caller;
            this.request = request;
            this.response = response;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            write(caller, request, response);
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {
            // each dispatch begins without the listeners of the one before
            event.getAsyncContext().addListener(this);
        }
    }
}
