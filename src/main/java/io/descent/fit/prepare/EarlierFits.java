package io.descent.fit.prepare;

import io.descent.job.Job;
import io.descent.optimize.course.Checkpoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds fits that other fits continue. */
@FunctionalInterface
public interface EarlierFits {

    /** There are none. */
    EarlierFits NONE = _ -> Optional.empty();

    /**
     * A fit and where it stood.
     *
     * @param checkpoint at its end; null where that was not kept
     */
    record EarlierFit(Job job, @Nullable Checkpoint checkpoint) {}

    Optional<EarlierFit> find(String id);
}
