package io.descent.fit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The idempotency keys of requests that this process has not answered yet. */
final class KeysInFlight {

    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    /** Takes a key; throws {@link KeyConflictException} where it is taken. */
    void take(String key) {
        if (!keys.add(key)) {
            throw new KeyConflictException(KeyConflictException.Reason.IN_FLIGHT);
        }
    }

    void release(String key) {
        keys.remove(key);
    }
}
