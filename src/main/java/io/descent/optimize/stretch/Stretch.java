package io.descent.optimize.stretch;

import io.descent.data.DenseDataset;
import io.descent.data.FeatureScaling;
import java.io.Serializable;

/**
 * A stretch of the rows of a fit, with as many of those behind it as end the tile that its last row is in.
 *
 * @param rows those of the stretch, and behind them some of the next
 * @param first which of all rows is the first of these
 * @param own how many rows belong to the stretch
 */
public record Stretch(DenseDataset rows, int first, int own) implements Serializable {

    public Stretch {
        if (own < 1 || own > rows.rows()) {
            throw new IllegalArgumentException("a stretch has at least one row of its own");
        }
    }

    /** Returns the same rows in other units. */
    public Stretch scaled(FeatureScaling scaling) {
        return scaling.apply(rows) instanceof DenseDataset scaled ? new Stretch(scaled, first, own) : this;
    }
}
