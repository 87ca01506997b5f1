package io.descent.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has done, or was refused.
 *
 * @param tenant of the caller; null where nobody knows who called
 * @param who the id of a key, or the subject of a token; null where nobody knows
 * @param route the template of the path, never the path itself
 * @param resource the id or the name of what it was about; null where it was about none
 * @param address where the request came from
 * @param status of the answer
 */
public record AuditEvent(
        Instant at,
        @Nullable Tenant tenant,
        @Nullable String who,
        String method,
        String route,
        @Nullable String resource,
        String address,
        int status) {}
