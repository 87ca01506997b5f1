package io.descent.access;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes keys and tells whose they are. A key that was seen is taken to be as it was for {@link #KNOWN_FOR}, so that most
 * requests need no database: one that was deleted here is gone at once, one that another process has deleted soon.
 */
public final class Keys {

    /** How long a key is taken to be as it was read. */
    static final Duration KNOWN_FOR = Duration.ofMillis(500);

    /** How often its last use is written. */
    private static final Duration BETWEEN_USES = Duration.ofMinutes(1);

    private static final int MOST_KNOWN = 10_000;

    private final KeyStore store;
    private final Supplier<String> ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /**
     * Makes those of a store.
     *
     * @param ids makes ids, each later one greater
     */
    public Keys(KeyStore store, Supplier<String> ids, Clock clock) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /** A key that was read, when, and when its last use was written. */
    private record Known(
            KeyStore.Kept kept, Instant read, @Nullable Instant used) {}

    /** A new key, whose secret is told now and never again. */
    public record Made(ApiKey key, Secret secret) {}

    /** Makes a key. */
    public Made make(Tenant tenant, String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ApiKey key = new ApiKey(ids.get(), tenant, name, scopes, now, expiresAt, null);
        Secret secret = Secret.random(random);
        store.add(new KeyStore.Kept(key, secret.sha256()));
        return new Made(key, secret);
    }

    /** Returns who calls with a key; nothing where it is no key, or no longer one. */
    public Optional<Caller> caller(String text) {
        byte[] sha256 = new Secret(text).sha256();
        Instant now = clock.instant();
        return find(sha256, now)
                .filter(found -> MessageDigest.isEqual(found.kept().sha256(), sha256))
                .filter(found -> found.kept().key().isValid(now))
                .map(found -> used(found, now).caller());
    }

    private Optional<Known> find(byte[] sha256, Instant now) {
        String name = HexFormat.of().formatHex(sha256);
        Known before = known.get(name);
        if (before != null && now.isBefore(before.read().plus(KNOWN_FOR))) {
            return Optional.of(before);
        }
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        // reading and keeping is one step: a deletion in between would else be undone
        return Optional.ofNullable(known.compute(
                name,
                (_, last) -> store.find(sha256)
                        .map(kept ->
                                new Known(kept, now, last == null ? kept.key().lastUsedAt() : last.used()))
                        .orElse(null)));
    }

    private ApiKey used(Known found, Instant now) {
        ApiKey key = found.kept().key();
        Instant last = found.used();
        if (last == null || !now.isBefore(last.plus(BETWEEN_USES))) {
            String name = HexFormat.of().formatHex(found.kept().sha256());
            // of several threads one writes it
            if (known.replace(name, found, new Known(found.kept(), found.read(), now))) {
                store.used(key.id(), now);
            }
        }
        return key;
    }

    /** Returns a key that a caller manages. */
    public Optional<ApiKey> find(Caller caller, String id) {
        return store.find(id).filter(key -> caller.manages(key.tenant()));
    }

    /** See {@link KeyStore#list}: those that a caller manages. */
    public KeyStore.Page list(Caller caller, int limit, @Nullable String after) {
        return store.list(caller.tenant().equals(Tenant.DEFAULT) ? null : caller.tenant(), limit, after);
    }

    /** Deletes a key that a caller manages; false where there is none. */
    public boolean delete(Caller caller, String id) {
        if (find(caller, id).isEmpty()) {
            return false;
        }
        boolean deleted = store.delete(id);
        known.values().removeIf(one -> one.kept().key().id().equals(id));
        return deleted;
    }
}
