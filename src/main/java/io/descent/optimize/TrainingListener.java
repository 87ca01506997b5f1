package io.descent.optimize;

/** Is told how a fit goes, on the thread that fits: do no I/O here. */
public interface TrainingListener {

    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /** An epoch has ended. */
    default void epochEnded(int epoch) {}
}
