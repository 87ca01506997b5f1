package io.descent.optimize;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether a fit is to end between two batches, and why. */
final class Interrupt {

    private static final double NANOS = 1e9;

    private final CancelToken token;
    private final LongSupplier nanoClock;
    private final long start;
    private final double limitNanos;

    Interrupt(CancelToken token, @Nullable Double limitSeconds, LongSupplier nanoClock) {
        this.token = token;
        this.nanoClock = nanoClock;
        this.start = nanoClock.getAsLong();
        this.limitNanos = limitSeconds == null ? Double.POSITIVE_INFINITY : limitSeconds * NANOS;
    }

    boolean raised() {
        return token.cancelled() || timeIsUp();
    }

    boolean timeIsUp() {
        return limitNanos < Double.POSITIVE_INFINITY && nanoClock.getAsLong() - start >= limitNanos;
    }

    boolean cancelled() {
        return token.cancelled();
    }
}
