package io.descent.job;

/** How a job was asked to end early. */
public enum Intent {
    /** What was learned is dropped. */
    CANCEL,
    /** What was learned so far is the result. */
    STOP
}
