package io.descent.fit;

import io.descent.job.Job;
import java.time.Duration;

/** Is told of fits that have ended, for metrics. */
@FunctionalInterface
public interface FitObserver {

    /** A fit has ended after so much time of training. */
    void ended(Job job, Duration training);
}
