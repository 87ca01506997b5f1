package io.descent.optimize.stretch;

import io.descent.optimize.course.RunningMetric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes in metrics of rows, a tile after the other in the order of the rows. */
public interface TileMeter {

    /** Returns which metrics it takes; none where there is nothing to measure. */
    List<RunningMetric> metrics();

    /** Takes in a tile at its margins; see {@link io.descent.objective.Objective#margins}. */
    void measureMetrics(double[] margins, int count, int @Nullable [] rows, int from);

    /** Takes in a tile whose sums were made elsewhere: one for each metric, from {@code at} on. */
    void addMetrics(double[] sums, int at);
}
