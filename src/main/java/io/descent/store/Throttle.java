package io.descent.store;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lets one pass in a while. */
final class Throttle {

    private final long nanos;
    private final LongSupplier clock;
    private @Nullable Long last;

    Throttle(Duration between, LongSupplier clock) {
        this.nanos = between.toNanos();
        this.clock = clock;
    }

    synchronized boolean mayPass() {
        long now = clock.getAsLong();
        if (last != null && now - last < nanos) {
            return false;
        }
        last = now;
        return true;
    }
}
