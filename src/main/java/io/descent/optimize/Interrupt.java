package io.descent.optimize;

import io.descent.optimize.course.Control;
import io.descent.optimize.course.Control.Signal;
import io.descent.optimize.stretch.AbortedException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether a fit is to be interrupted between two batches, and why. */
final class Interrupt {

    private static final double NANOS = 1e9;

    private final Control control;
    private final LongSupplier nanoClock;
    private final double limitNanos;
    private long start;
    private Signal heard = Signal.GO_ON;

    Interrupt(Control control, @Nullable Double limitSeconds, LongSupplier nanoClock) {
        this.control = control;
        this.nanoClock = nanoClock;
        this.start = nanoClock.getAsLong();
        this.limitNanos = limitSeconds == null ? Double.POSITIVE_INFINITY : limitSeconds * NANOS;
    }

    /** Tells whether a pass is to be interrupted, also for a checkpoint alone. */
    boolean raised() {
        return signal() != Signal.GO_ON || timeIsUp();
    }

    /** Tells whether to abort work that cannot be resumed: a checkpoint can wait until it is done. */
    boolean abortsWork() {
        return signal().compareTo(Signal.CHECKPOINT) > 0 || timeIsUp();
    }

    /** Tells the same to many threads, while no other asks. */
    synchronized boolean abortsWorkOfMany() {
        return abortsWork();
    }

    /** Ends such work with {@link AbortedException} if it is to be aborted. */
    void abortIfAsked() {
        if (abortsWork()) {
            throw new AbortedException();
        }
    }

    /** Tells whether the fit is to end here without an answer. */
    boolean endsWithoutAnswer() {
        Signal heardNow = signal();
        return heardNow == Signal.CANCEL || heardNow == Signal.HAND_BACK;
    }

    boolean timeIsUp() {
        return limitNanos < Double.POSITIVE_INFINITY && elapsed() >= limitNanos;
    }

    /** Returns the most urgent signal up to now. */
    Signal signal() {
        Signal now = control.signal();
        if (now.compareTo(heard) > 0) {
            heard = now;
        }
        return heard;
    }

    /** A checkpoint was made. */
    void checkpointMade() {
        heard = Signal.GO_ON;
    }

    /** Returns the nanoseconds since the fit began, those before it was resumed included. */
    long elapsed() {
        return nanoClock.getAsLong() - start;
    }

    /** So many nanoseconds passed before the fit was resumed. */
    void elapsedBefore(long nanos) {
        start -= nanos;
    }
}
