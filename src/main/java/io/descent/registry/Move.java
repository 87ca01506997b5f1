package io.descent.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A move of an alias.
 *
 * @param by who moved it, as far as that is known
 * @param from the version that it named before; null where it was not there
 * @param to the version that it has named since; null where it was deleted
 */
public record Move(
        long revision,
        Instant at,
        @Nullable String by,
        @Nullable Integer from,
        @Nullable Integer to) {}
