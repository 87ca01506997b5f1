package io.descent.fit;

import io.descent.job.Job;
import io.descent.job.Progress;
import java.time.Duration;

/** Is told of fits that have ended, and of those that were deleted. */
@FunctionalInterface
public interface FitObserver {

    /** A fit has ended after so much time of training in this process, and this was how fast it went. */
    void ended(Job job, Duration training, Progress last);

    /** A fit was deleted in this process. */
    default void deleted(String id) {}
}
