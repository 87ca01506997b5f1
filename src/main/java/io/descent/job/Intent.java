package io.descent.job;

/** How somebody wants a job to end before its time. */
public enum Intent {
    /** What was learned is dropped. */
    CANCEL,
    /** What was learned so far is the result. */
    STOP
}
