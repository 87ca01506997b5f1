package io.descent.fit;

import io.descent.job.Job;
import java.util.concurrent.CompletableFuture;

/** What became of a request for a fit. */
public sealed interface Submission {

    /** It was run to its end, which is as durable as it was asked to be. */
    record Ended(Job job) implements Submission {}

    /**
     * It is kept, and will be run whatever happens to this process.
     *
     * @param job as it was accepted
     * @param end completes with the job at its end, exceptionally where nobody can wait for that any more;
     *     cancelling it only ends the wait
     */
    record Accepted(Job job, CompletableFuture<Job> end) implements Submission {}
}
