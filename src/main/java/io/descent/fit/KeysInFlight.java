package io.descent.fit;

import io.descent.access.Tenant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The idempotency keys of requests that this process has not answered yet. */
final class KeysInFlight {

    private final Set<Key> keys = ConcurrentHashMap.newKeySet();

    /** A key of a tenant. */
    record Key(Tenant tenant, String text) {}

    /** Takes a key; throws {@link KeyConflictException} where it is taken. */
    void take(Key key) {
        if (!keys.add(key)) {
            throw new KeyConflictException(KeyConflictException.Reason.IN_FLIGHT);
        }
    }

    void release(Key key) {
        keys.remove(key);
    }
}
