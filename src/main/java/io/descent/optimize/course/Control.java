package io.descent.optimize.course;

/** Steers a fit from outside; called between batches, so it must be cheap. */
@FunctionalInterface
public interface Control {

    /** Lets the fit run to its end. */
    Control GO_ON_ALWAYS = () -> Signal.GO_ON;

    /** What a fit is to do, the more urgent the later; once heard, only what is more urgent takes its place. */
    enum Signal {
        GO_ON,
        /** Make a checkpoint, tell {@link TrainingListener#checkpoint} of it and go on; to be taken back when told. */
        CHECKPOINT,
        /** End with a checkpoint, so that the fit can go on elsewhere. */
        HAND_BACK,
        /** End with the parameters reached. */
        STOP,
        /** End without parameters. */
        CANCEL
    }

    /** Returns what the fit is to do now. */
    Signal signal();
}
