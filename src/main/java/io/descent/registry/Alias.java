package io.descent.registry;

import java.time.Instant;

/**
 * A name for one of the versions of a model.
 *
 * @param revision how many times it was moved, its beginning and its ends included
 */
public record Alias(String name, int version, long revision, Instant movedAt) {

    /** The one that stands for a model of which no version is named. */
    public static final String CHAMPION = "champion";

    /** Returns what tells this state from all others, also from those of a model of the same name that was deleted. */
    public String tag() {
        return revision + "-" + movedAt.toEpochMilli();
    }
}
