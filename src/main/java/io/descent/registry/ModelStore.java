package io.descent.registry;

import io.descent.access.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps named models; each tenant has names of its own. Safe for use by many threads, and by many processes on one database. A change outlives the machine
 * when the method returns.
 */
public interface ModelStore {

    /** Some models by their names, and whether there are more after them. */
    record Page(List<NamedModel> models, boolean hasMore) {}

    /** A change, who makes it, and when. */
    record Change(Instant at, @Nullable String by) {}

    /** What an alias must be before it is moved. */
    sealed interface Expected {

        /** Anything, or not there. */
        record Anything() implements Expected {}

        /** There. */
        record There() implements Expected {}

        /** Not there. */
        record Nothing() implements Expected {}

        /** In one of the states with these tags. */
        record Tagged(List<String> tags) implements Expected {}
    }

    /** What became of an attempt to move an alias. */
    sealed interface Moved {

        /** It names the version now. */
        record To(Alias alias) implements Moved {}

        /** It is gone. */
        record Gone() implements Moved {}

        /** There is no such model. */
        record NoModel() implements Moved {}

        /** There is no such version. */
        record NoVersion() implements Moved {}

        /** There is no such alias. */
        record NoAlias() implements Moved {}

        /** It is not as it was expected. */
        record Unexpected() implements Moved {}
    }

    /** What became of an attempt to delete. */
    enum Deletion {
        DELETED,
        NOT_FOUND,
        /** An alias points there. */
        HAS_ALIAS
    }

    /** Adds a fit as the next version; the first makes the model. Nothing where the tenant has no such fit. */
    Optional<ModelVersion> add(Tenant tenant, String model, String fit, Change change);

    /** Returns a model. */
    Optional<NamedModel> find(Tenant tenant, String model);

    /**
     * Returns models in the order of their names.
     *
     * @param limit at most so many, at least 1
     * @param after only those after this name; null for the first
     */
    Page list(Tenant tenant, int limit, @Nullable String after);

    /** Moves an alias, or makes it. */
    Moved move(Tenant tenant, String model, String alias, int version, Expected expected, Change change);

    /** Deletes an alias; its history stays. */
    Moved remove(Tenant tenant, String model, String alias, Expected expected, Change change);

    /** Returns the moves of an alias, the last one first; none where it never was. */
    List<Move> history(Tenant tenant, String model, String alias);

    /** Deletes a model that no alias points to, with all versions; their fits stay. */
    Deletion delete(Tenant tenant, String model);
}
