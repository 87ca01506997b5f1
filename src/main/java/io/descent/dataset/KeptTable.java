package io.descent.dataset;

import io.descent.access.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a table that is kept, without its rows.
 *
 * @param tenant whose it is
 * @param name as its owner calls it; null for none
 * @param expiresAt null for never
 * @param description what was told of it when it was read, as bytes for whoever told it
 */
public record KeptTable(
        String id,
        Tenant tenant,
        @Nullable String name,
        Instant createdAt,
        @Nullable Instant expiresAt,
        byte[] description) {}
