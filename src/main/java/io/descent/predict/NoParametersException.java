package io.descent.predict;

import io.descent.job.JobStatus;

/** A fit is to predict that has no parameters, or none yet. */
public final class NoParametersException extends RuntimeException {

    private final JobStatus status;

    NoParametersException(JobStatus status) {
        super("the fit is " + status, null, false, false);
        this.status = status;
    }

    /** Returns what the fit is. */
    public JobStatus status() {
        return status;
    }
}
