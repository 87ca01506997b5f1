package io.descent.fit;

/** As many fits wait as may. */
public final class QueueFullException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final long retryAfterSeconds;

    QueueFullException(long retryAfterSeconds) {
        super("the queue is full", null, false, false);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Returns in how many seconds there is likely to be room again. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
