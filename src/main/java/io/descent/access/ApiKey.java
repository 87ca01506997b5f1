package io.descent.access;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key; the key itself is known to whoever got it, and to nobody else.
 *
 * @param name what its owner calls it
 * @param expiresAt from when on it is worth nothing; null for never
 * @param lastUsedAt to the minute; null for not yet
 */
public record ApiKey(
        String id,
        Tenant tenant,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    public ApiKey {
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("a key without scopes is of no use");
        }
        scopes = Collections.unmodifiableSet(Scope.sorted(scopes));
    }

    /** Tells whether its time has not come yet. */
    public boolean isValid(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    /** Returns who calls with it. */
    public Caller caller() {
        return new Caller(tenant, scopes, id);
    }
}
