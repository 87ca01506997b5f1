package io.descent.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fit under a name.
 *
 * @param version from 1 on, in the order in which they were added
 * @param fit the id of the fit, which stays as long as the version does
 * @param by who added it, as far as that is known
 */
public record ModelVersion(
        int version,
        String fit,
        Instant createdAt,
        @Nullable String by) {}
