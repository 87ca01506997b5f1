package io.descent.optimize.course;

import io.descent.data.ParameterShape;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each record of a fit holds.
 *
 * @param shape of the vectors
 * @param updates whether records are of updates, and not of epochs
 * @param measured the series that a record has a value of, in the order of its values
 * @param vectors those that a record has, in their order
 * @param told the series that are answered: an objective that was only measured for the excess loss is not among them
 */
public record Columns(
        ParameterShape shape,
        boolean updates,
        List<Series> measured,
        List<HistorySpec.Include> vectors,
        List<Series> told)
        implements Serializable {

    /** Those of a history without any record. */
    static final Columns NONE = of(HistorySpec.DEFAULT, new ParameterShape(1, 1, false), false);

    public Columns {
        measured = List.copyOf(measured);
        vectors = List.copyOf(vectors);
        told = List.copyOf(told);
        for (Series series : told) {
            if (!measured.contains(series.equals(Series.EXCESS_LOSS) ? Series.OBJECTIVE : series)) {
                throw new IllegalArgumentException("not measured: " + series.name());
            }
        }
    }

    /** Returns what the records hold of a fit whose history asks for this; {@code validated} if it has validation rows. */
    public static Columns of(HistorySpec history, ParameterShape shape, boolean validated) {
        boolean tellsObjective = history.evaluate() == HistorySpec.Evaluate.EPOCH_END;
        boolean tellsExcess = history.include().contains(HistorySpec.Include.EXCESS_LOSS);
        List<Series> measured = new ArrayList<>(List.of(Series.LOSS, Series.LEARNING_RATE));
        if (tellsObjective || tellsExcess) {
            measured.add(Series.OBJECTIVE);
        }
        history.metrics().forEach(metric -> measured.add(Series.of(metric)));
        if (validated) {
            measured.add(Series.VAL_LOSS);
            history.metrics().forEach(metric -> measured.add(Series.ofValidation(metric)));
        }
        return telling(
                tellsObjective,
                tellsExcess,
                shape,
                history.unit() == HistorySpec.Unit.UPDATE,
                measured,
                history.include().stream().filter(HistorySpec.Include::isVector).toList());
    }

    /** Returns columns that tell what they measure, the objective only if it is asked for, and the excess loss if it is. */
    public static Columns telling(
            boolean objective,
            boolean excess,
            ParameterShape shape,
            boolean updates,
            List<Series> measured,
            List<HistorySpec.Include> vectors) {
        List<Series> told = Series.all().stream()
                .filter(series -> series.equals(Series.EXCESS_LOSS)
                        ? excess
                        : measured.contains(series) && (objective || !series.equals(Series.OBJECTIVE)))
                .toList();
        return new Columns(shape, updates, measured, vectors, told);
    }

    /** Returns how many of the series are running metrics over the rows that are trained on. */
    public int metrics() {
        List<Series> metrics =
                Arrays.stream(RunningMetric.values()).map(Series::of).toList();
        return (int) measured.stream().filter(metrics::contains).count();
    }

    /**
     * Returns the values of a record.
     *
     * @param metrics one value a running metric, in their order
     */
    public double[] values(double loss, double learningRate, double[] metrics, Measured measuredThere) {
        double[] values = new double[measured.size()];
        int at = 0;
        values[at++] = loss;
        values[at++] = learningRate;
        if (at < values.length && measured.get(at).equals(Series.OBJECTIVE)) {
            at++;
        }
        System.arraycopy(metrics, 0, values, at, metrics.length);
        put(measuredThere, values);
        return values;
    }

    /** Returns the values of a record with what was measured at its epoch's end. */
    public double[] measured(double[] values, Measured there) {
        double[] changed = values.clone();
        put(there, changed);
        return changed;
    }

    private void put(Measured there, double[] values) {
        int objective = measured.indexOf(Series.OBJECTIVE);
        if (objective >= 0) {
            values[objective] = there.objective();
        }
        int validation = measured.indexOf(Series.VAL_LOSS);
        if (validation < 0) {
            return;
        }
        values[validation] = there.valLoss();
        for (int k = validation + 1; k < values.length; k++) {
            int metric = k - validation - 1;
            values[k] = metric < there.valMetrics().length ? there.valMetrics()[metric] : Double.NaN;
        }
    }

    /**
     * Returns a value that is told of a record; NaN where that is not known.
     *
     * @param minimum of the objective, for the excess loss
     */
    public double told(Series series, EpochRecord record, double minimum) {
        return series.equals(Series.EXCESS_LOSS)
                ? record.values()[measured.indexOf(Series.OBJECTIVE)] - minimum
                : record.values()[measured.indexOf(series)];
    }
}
