package io.descent.optimize.spec;

import java.io.Serializable;

/** How many rows make an update. */
public sealed interface BatchSize extends Serializable {

    /** Returns the number of rows of a batch, at most all of them. */
    int of(int rows);

    /** A number of rows, at least 1; the last batch of an epoch may be shorter. */
    record Rows(int count) implements BatchSize {
        public Rows {
            if (count < 1) {
                throw new IllegalArgumentException("a batch has at least one row");
            }
        }

        @Override
        public int of(int rows) {
            return Math.min(count, rows);
        }
    }

    /** All rows: gradient descent proper. */
    record Full() implements BatchSize {
        @Override
        public int of(int rows) {
            return rows;
        }
    }
}
