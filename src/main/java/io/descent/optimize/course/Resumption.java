package io.descent.optimize.course;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How a fit goes on from a checkpoint.
 *
 * @param before what the fit told up to the checkpoint, where it is the same fit that goes on; null where a fit continues
 *     another
 */
public record Resumption(Checkpoint checkpoint, @Nullable History before) implements Serializable {

    public Resumption {
        if (before != null && before.size() != checkpoint.records()) {
            throw new IllegalArgumentException("a history of " + before.size()
                    + " records is not that of a checkpoint after " + checkpoint.records());
        }
    }

    /** The same fit goes on: its history, its patience and its clock too. */
    public static Resumption afterRestart(Checkpoint checkpoint, History historySoFar) {
        return new Resumption(checkpoint, historySoFar);
    }

    /**
     * Another fit continues one that has ended: parameters, buffers, schedule and the count of epochs go on; history,
     * patience and clock begin anew. The plan's epochs are those of both together.
     */
    public static Resumption continuing(Checkpoint checkpoint) {
        return new Resumption(checkpoint, null);
    }
}
