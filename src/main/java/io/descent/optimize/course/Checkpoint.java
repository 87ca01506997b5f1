package io.descent.optimize.course;

import java.io.Serializable;

/**
 * Where a fit stood between two batches: all that it needs to go on as if nothing had happened.
 *
 * @param epoch how many whole epochs were done
 * @param records how many records the history held
 * @param state for the engine that made it to read; not to be written to
 */
public record Checkpoint(int epoch, int records, byte[] state) implements Serializable {

    public Checkpoint {
        if (epoch < 0 || records < 0) {
            throw new IllegalArgumentException("epochs and records are counted from 0 on");
        }
    }
}
