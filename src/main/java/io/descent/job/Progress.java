package io.descent.job;

import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param epoch how many epochs have ended
 * @param epochs how many there are at most
 * @param rowsPerSecond how many rows pass the optimizer in a second; null where that is not known
 * @param secondsLeft until all epochs have run, as estimated from that; null where it is not known or nothing is left
 */
public record Progress(
        int epoch,
        int epochs,
        @Nullable Double rowsPerSecond,
        @Nullable Double secondsLeft) {

    /** Returns that of a job which is not running. */
    public static Progress of(int epoch, int epochs) {
        return new Progress(epoch, epochs, null, null);
    }
}
