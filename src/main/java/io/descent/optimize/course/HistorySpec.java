package io.descent.optimize.course;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a fit tells of its course.
 *
 * @param every every n-th epoch or update has a record, n at least 1; the last always has one
 * @param include what is told beside the loss
 * @param metrics measured on every row before the update that uses it, as the loss is
 * @param evaluate whether the exact objective after each epoch is told too, at the cost of one more pass
 */
public record HistorySpec(int every, Unit unit, Set<Include> include, Set<RunningMetric> metrics, Evaluate evaluate)
        implements Serializable {

    /** Every epoch with its loss. */
    public static final HistorySpec DEFAULT = new HistorySpec(1, Unit.EPOCH, Set.of(), Set.of(), Evaluate.RUNNING);

    public HistorySpec {
        if (every < 1) {
            throw new IllegalArgumentException("every is at least 1");
        }
        if (unit == Unit.UPDATE && evaluate == Evaluate.EPOCH_END) {
            throw new IllegalArgumentException("the objective after an epoch has no place among records of updates");
        }
        if (unit == Unit.UPDATE && include.contains(Include.EXCESS_LOSS)) {
            throw new IllegalArgumentException("the excess after an epoch has no place among records of updates");
        }
        include = Collections.unmodifiableSet(
                include.isEmpty() ? EnumSet.noneOf(Include.class) : EnumSet.copyOf(include));
        metrics = Collections.unmodifiableSet(
                metrics.isEmpty() ? EnumSet.noneOf(RunningMetric.class) : EnumSet.copyOf(metrics));
    }

    /** What one record is about. */
    public enum Unit {
        EPOCH,
        UPDATE
    }

    /** What a record can hold beside its numbers: vectors in the data's units, and the excess loss. */
    public enum Include {
        /** The parameters after the record's last update. */
        PARAMS("the parameters after the record's last update"),
        /** The gradient of the smooth part of the objective in the record's last update. */
        GRADIENT("the gradient of the smooth part of the objective in the record's last update"),
        /** What the learning rate multiplied in the record's last update. */
        DIRECTION("what the learning rate multiplied in the record's last update"),
        /** How far the objective after each epoch is above its minimum. */
        EXCESS_LOSS("how far the objective after each epoch is above its minimum");

        private final String description;

        Include(String description) {
            this.description = description;
        }

        /** Says what it is. */
        public String description() {
            return description;
        }

        /** Tells whether it is a vector, in the shape of the parameters. */
        public boolean isVector() {
            return this != EXCESS_LOSS;
        }
    }

    /** Whether the objective is measured on the way, or also at the end of each epoch. */
    public enum Evaluate {
        RUNNING,
        EPOCH_END
    }
}
