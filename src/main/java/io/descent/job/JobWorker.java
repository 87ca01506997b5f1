package io.descent.job;

/** Whatever runs the jobs that a queue hands out. */
@FunctionalInterface
public interface JobWorker {

    /** What became of an attempt. */
    enum Attempt {
        /** The job has ended, or there is no such job: nothing is left to do. */
        ENDED,
        /** The job is to be run again, by the next free worker. */
        HANDED_BACK,
        /** The job may not run yet: its tenant has as many that run as it may. */
        NOT_YET
    }

    /** Runs a job on the calling thread, from its last checkpoint on. */
    Attempt run(String id);
}
