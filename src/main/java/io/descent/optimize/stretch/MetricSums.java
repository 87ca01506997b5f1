package io.descent.optimize.stretch;

import io.descent.data.Dataset;
import io.descent.model.ModelType;
import io.descent.optimize.course.RunningMetric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums of running metrics over a tile of rows. */
public record MetricSums(ModelType model, List<RunningMetric> metrics, int outputs, Dataset data) {

    /** Returns Σ weight·metric of one of the metrics over a tile at its margins. */
    public double of(int metric, double[] margins, int count, int @Nullable [] rows, int from) {
        RunningMetric measure = metrics.get(metric);
        double[] weights = data.weights();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            int row = rows == null ? from + i : rows[from + i];
            sum += (weights == null ? 1 : weights[row])
                    * measure.of(model, margins, i * outputs, outputs, data.targets()[row]);
        }
        return sum;
    }
}
