package io.descent.spark;

import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.EpochRecord;
import io.descent.optimize.course.History;
import io.descent.optimize.course.Resumption;
import io.descent.optimize.course.TrainingListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a fit has come over all of its drivers. One that goes on from a checkpoint tells again what the one before it has told
 * since, the same to the last bit, of which nobody hears twice.
 */
final class Reached implements TrainingListener {

    private final TrainingListener listener;
    private @Nullable Resumption resumption;

    /** Where the driver before was when it began. */
    private @Nullable Resumption lastLook;

    /** How many records there are of the driver of now, those before it included, and how many were told. */
    private int records;

    private int told;
    private int epoch;

    Reached(TrainingListener listener, @Nullable Resumption resumption) {
        this.listener = listener;
        this.resumption = resumption;
        this.lastLook = resumption;
        this.told = before().size();
    }

    private History before() {
        History before = resumption == null ? null : resumption.before();
        return before == null ? History.NONE : before;
    }

    /** Returns where the fit goes on; null where it begins. */
    @Nullable
    Resumption resumption() {
        return resumption;
    }

    /** Another driver begins. */
    void begins() {
        records = before().size();
    }

    /** Tells whether there was a checkpoint since this was asked last. */
    @SuppressWarnings("ReferenceEquality")
    boolean isFurtherThanAtLastLook() {
        boolean further = resumption != lastLook;
        lastLook = resumption;
        return further;
    }

    @Override
    public String fit() {
        return listener.fit();
    }

    @Override
    public void recorded(EpochRecord record) {
        records++;
        if (records > told) {
            told = records;
            listener.recorded(record);
        }
    }

    @Override
    public void epochEnded(int ended) {
        if (ended > epoch) {
            epoch = ended;
            listener.epochEnded(ended);
        }
    }

    @Override
    public void checkpoint(Checkpoint checkpoint, History since) {
        resumption = Resumption.afterRestart(checkpoint, History.concat(List.of(before(), since)));
        listener.checkpoint(checkpoint, since);
    }
}
