package io.descent.optimize;

import io.descent.data.Dataset;
import io.descent.objective.Objective;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.stretch.MetricSums;
import io.descent.optimize.stretch.RemoteSums;
import io.descent.optimize.stretch.TileMeter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loss and running metrics since the last record. */
final class Tally implements TileMeter {

    private static final int TILE = 256;

    private final Dataset data;
    private final List<RunningMetric> metrics;
    private final MetricSums measured;
    private final double[] sums;
    private final int outputs;
    private double loss;
    private double weight;
    private long batches;

    Tally(FitSpec spec, int outputs, Dataset data) {
        this.data = data;
        this.metrics = List.copyOf(spec.history().metrics());
        this.measured = new MetricSums(spec.model().type(), metrics, outputs, data);
        this.sums = new double[metrics.size()];
        this.outputs = outputs;
    }

    /** The part of {@link #measure} that needs no margins. */
    void weigh(int @Nullable [] rows, int from, int count) {
        double[] weights = data.weights();
        if (weights == null) {
            weight += count;
        } else {
            for (int i = 0; i < count; i++) {
                weight += weights[rows == null ? from + i : rows[from + i]];
            }
        }
    }

    boolean hasMetrics() {
        return sums.length > 0;
    }

    /** Takes in a stretch of rows at their margins; see {@link io.descent.objective.Objective#margins}. */
    void measure(double[] margins, int count, int @Nullable [] rows, int from) {
        weigh(rows, from, count);
        measureMetrics(margins, count, rows, from);
    }

    @Override
    public List<RunningMetric> metrics() {
        return metrics;
    }

    /** The part of {@link #measure} that needs the margins. */
    @Override
    public void measureMetrics(double[] margins, int count, int @Nullable [] rows, int from) {
        for (int k = 0; k < sums.length; k++) {
            sums[k] += measured.of(k, margins, count, rows, from);
        }
    }

    @Override
    public void addMetrics(double[] ofTile, int at) {
        for (int k = 0; k < sums.length; k++) {
            sums[k] += ofTile[at + k];
        }
    }

    /** Takes in all rows, as one batch, at parameters of their objective. */
    void measureAll(Objective objective, double[] parameters, Team team) {
        RemoteSums remote = team.remote();
        Double elsewhere = remote == null ? null : remote.measure(objective, parameters, this);
        if (elsewhere != null) {
            weigh(null, 0, data.rows());
            batch(elsewhere);
            return;
        }
        double[] margins = new double[objective.marginsOfTile()];
        double sum = 0;
        for (int from = 0; from < data.rows(); from += TILE) {
            int count = Math.min(TILE, data.rows() - from);
            objective.margins(parameters, null, from, count, margins);
            measure(margins, count, null, from);
            sum += objective.loss().sum(margins, outputs, data, null, from, count);
        }
        batch(sum);
    }

    /** A batch ended whose weighted losses sum to this. */
    void batch(double lossSum) {
        loss += lossSum;
        batches++;
    }

    /** Batches ended whose weighted losses sum to this. */
    void batches(double lossSum, long count) {
        loss += lossSum;
        batches += count;
    }

    /** Returns the mean loss; NaN where all weights since the last record are 0. */
    double meanLoss() {
        return loss / weight;
    }

    double[] means() {
        double[] means = new double[sums.length];
        for (int k = 0; k < sums.length; k++) {
            means[k] = metrics.get(k).mean(sums[k], batches, weight);
        }
        return means;
    }

    /** Returns all that was taken in since the last record. */
    double[] values() {
        double[] values = new double[3 + sums.length];
        values[0] = loss;
        values[1] = weight;
        values[2] = batches;
        System.arraycopy(sums, 0, values, 3, sums.length);
        return values;
    }

    /** Goes back to values taken before; those of other metrics tell nothing. */
    void set(double[] values) {
        if (values.length == 3 + sums.length) {
            loss = values[0];
            weight = values[1];
            batches = (long) values[2];
            System.arraycopy(values, 3, sums, 0, sums.length);
        }
    }

    void reset() {
        loss = 0;
        weight = 0;
        batches = 0;
        Arrays.fill(sums, 0);
    }
}
