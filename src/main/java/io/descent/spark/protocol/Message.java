package io.descent.spark.protocol;

import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.EpochRecord;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.History;
import io.descent.optimize.course.Resumption;
import io.descent.optimize.spec.FitSpec;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** One thing that service and driver tell each other. Both are of the same build. */
public sealed interface Message extends Serializable {

    /** What the service tells. */
    sealed interface ToDriver extends Message {}

    /** What the driver tells. */
    sealed interface ToService extends Message {}

    /**
     * Here is the fit; told once, when the driver is ready.
     *
     * @param spec with a fixed learning rate
     * @param validation rows that training never sees; null for none
     * @param resumption where it goes on; null where it begins
     */
    record Begin(
            FitSpec spec,
            RowFiles rows,
            @Nullable RowFiles validation,
            @Nullable Resumption resumption) implements ToDriver {}

    /** This is what the fit is to do now. */
    record Heed(Control.Signal signal) implements ToDriver {}

    /** The cluster has given executors. */
    record Ready() implements ToService {}

    /** See {@link io.descent.optimize.course.TrainingListener#recorded}. */
    record Recorded(EpochRecord record) implements ToService {}

    /** See {@link io.descent.optimize.course.TrainingListener#epochEnded}. */
    record EpochEnded(int epoch) implements ToService {}

    /** See {@link io.descent.optimize.course.TrainingListener#checkpoint}. */
    record Saved(Checkpoint checkpoint, History since) implements ToService {}

    /** The fit has ended; the last that is told. */
    record Ended(FitOutcome outcome) implements ToService {}

    /** The fit cannot go on from its checkpoint; the last that is told. */
    record Unusable(String why) implements ToService {}

    /** The fit has failed; the last that is told. */
    record Failed(String why) implements ToService {}
}
