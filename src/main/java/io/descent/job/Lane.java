package io.descent.job;

/** Which workers a job waits for: short ones never wait behind long ones. */
public enum Lane {
    SHORT,
    LONG
}
