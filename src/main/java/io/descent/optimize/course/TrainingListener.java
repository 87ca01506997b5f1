package io.descent.optimize.course;

/** Is told how a fit goes, on the thread that fits: do no I/O here but what a checkpoint takes. */
public interface TrainingListener {

    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /** Returns whose fit this is, for logs. */
    default String fit() {
        return "a fit";
    }

    /** Another record of the history is there. */
    default void recorded(EpochRecord record) {}

    /** An epoch has ended. */
    default void epochEnded(int epoch) {}

    /**
     * A checkpoint was made, as {@link Control} asked.
     *
     * @param since the records since the one before, or since the fit began or was resumed
     */
    default void checkpoint(Checkpoint checkpoint, History since) {}
}
