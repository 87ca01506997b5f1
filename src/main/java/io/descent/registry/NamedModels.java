package io.descent.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.descent.access.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The named models of a store. Which version a name stands for is asked for at every prediction, so that models are kept
 * in memory for a short time: what was changed here holds at once, what another process has changed within
 * {@link #KNOWN_FOR}.
 */
public final class NamedModels {

    /** How long a model is taken to be as it was read. */
    static final Duration KNOWN_FOR = Duration.ofMillis(500);

    private static final int MOST = 10_000;

    private final ModelStore store;
    private final Cache<Name, Optional<NamedModel>> known =
            Caffeine.newBuilder().expireAfterWrite(KNOWN_FOR).maximumSize(MOST).build();

    /** The name of a model, which is a tenant's. */
    private record Name(Tenant tenant, String model) {}

    /** Makes those of a store. */
    public NamedModels(ModelStore store) {
        this.store = store;
    }

    /** Returns a model as it is, or was less than {@link #KNOWN_FOR} ago. */
    public Optional<NamedModel> recent(Tenant tenant, String model) {
        // reading and keeping is one step: a change in between would else be overwritten by what was before it
        return known.get(new Name(tenant, model), name -> store.find(name.tenant(), name.model()));
    }

    /** Returns a model as it is. */
    public Optional<NamedModel> find(Tenant tenant, String model) {
        return store.find(tenant, model);
    }

    /** See {@link ModelStore#list}. */
    public ModelStore.Page list(Tenant tenant, int limit, @Nullable String after) {
        return store.list(tenant, limit, after);
    }

    /** See {@link ModelStore#add}. */
    public Optional<ModelVersion> add(Tenant tenant, String model, String fit, ModelStore.Change change) {
        try {
            return store.add(tenant, model, fit, change);
        } finally {
            known.invalidate(new Name(tenant, model));
        }
    }

    /** See {@link ModelStore#move}. */
    public ModelStore.Moved move(
            Tenant tenant,
            String model,
            String alias,
            int version,
            ModelStore.Expected expected,
            ModelStore.Change change) {
        try {
            return store.move(tenant, model, alias, version, expected, change);
        } finally {
            known.invalidate(new Name(tenant, model));
        }
    }

    /** See {@link ModelStore#remove}. */
    public ModelStore.Moved remove(
            Tenant tenant, String model, String alias, ModelStore.Expected expected, ModelStore.Change change) {
        try {
            return store.remove(tenant, model, alias, expected, change);
        } finally {
            known.invalidate(new Name(tenant, model));
        }
    }

    /** See {@link ModelStore#history}. */
    public List<Move> history(Tenant tenant, String model, String alias) {
        return store.history(tenant, model, alias);
    }

    /** See {@link ModelStore#delete}. */
    public ModelStore.Deletion delete(Tenant tenant, String model) {
        try {
            return store.delete(tenant, model);
        } finally {
            known.invalidate(new Name(tenant, model));
        }
    }
}
