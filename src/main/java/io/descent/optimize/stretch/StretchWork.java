package io.descent.optimize.stretch;

import io.descent.data.DenseDataset;
import io.descent.data.ParameterShape;
import io.descent.objective.Objective;
import io.descent.optimize.course.RunningMetric;
import io.descent.optimize.spec.ModelSpec;
import java.io.Serializable;
import java.util.List;

/** What is summed over each stretch of the rows of a fit: sent to where the rows lie, with the parameters of the moment. */
public sealed interface StretchWork extends Serializable {

    /** Returns the sums over a stretch. */
    double[] over(Stretch stretch);

    private static Objective objective(ModelSpec model, ParameterShape shape, DenseDataset rows) {
        return new Objective(rows, model.loss(), model.penalty(), model.margins(rows, shape));
    }

    private static MetricSums meter(
            ModelSpec model, ParameterShape shape, List<RunningMetric> metrics, DenseDataset rows) {
        return new MetricSums(model.type(), metrics, shape.outputs(), rows);
    }

    /**
     * Σ weight·ℓ, then Σ weight·∇ℓ, then for each tile a sum of each metric.
     *
     * @param tile how many rows are taken at a time
     * @param parameters over the features of the stretch, in its units
     */
    record Gradient(ModelSpec model, ParameterShape shape, List<RunningMetric> metrics, int tile, double[] parameters)
            implements StretchWork {

        @Override
        public double[] over(Stretch stretch) {
            DenseDataset rows = stretch.rows();
            Objective objective = objective(model, shape, rows);
            MetricSums measured = meter(model, shape, metrics, rows);
            DenseTile arithmetic = new DenseTile(shape);
            double[] margins = new double[tile * shape.outputs()];
            double[] gradient = new double[shape.size()];
            double[] sums = new double[1 + gradient.length + Math.ceilDiv(stretch.own(), tile) * metrics.size()];
            int at = 1 + gradient.length;
            for (int start = 0; start < stretch.own(); start += tile) {
                int count = Math.min(tile, stretch.own() - start);
                arithmetic.margins(rows.values(), start, count, parameters, margins);
                for (int k = 0; k < metrics.size(); k++) {
                    sums[at++] = measured.of(k, margins, count, null, start);
                }
                sums[0] += objective.loss().lossAndSlopes(margins, shape.outputs(), rows, null, start, count);
                arithmetic.addGradient(rows.values(), start, count, margins, gradient);
            }
            System.arraycopy(gradient, 0, sums, 1, gradient.length);
            return sums;
        }
    }

    /**
     * Σ weight·ℓ of each tile that begins in the stretch, and behind each the sum of each metric. Tiles are those of all
     * rows; see {@link Objective#sumTiles}.
     *
     * @param parameters over the features of the stretch, in its units
     */
    record Losses(ModelSpec model, ParameterShape shape, List<RunningMetric> metrics, double[] parameters)
            implements StretchWork {

        @Override
        public double[] over(Stretch stretch) {
            DenseDataset rows = stretch.rows();
            Objective objective = objective(model, shape, rows);
            MetricSums measured = meter(model, shape, metrics, rows);
            double[] margins = new double[objective.marginsOfTile()];
            int begin = Math.ceilDiv(stretch.first(), Objective.TILE) * Objective.TILE - stretch.first();
            int tiles = begin < stretch.own() ? Math.ceilDiv(stretch.own() - begin, Objective.TILE) : 0;
            double[] sums = new double[tiles * (1 + metrics.size())];
            int at = 0;
            for (int tile = 0; tile < tiles; tile++) {
                int start = begin + tile * Objective.TILE;
                int count = Math.min(Objective.TILE, rows.rows() - start);
                objective.margins(parameters, null, start, count, margins);
                sums[at++] = objective.loss().sum(margins, shape.outputs(), rows, null, start, count);
                for (int k = 0; k < metrics.size(); k++) {
                    sums[at++] = measured.of(k, margins, count, null, start);
                }
            }
            return sums;
        }
    }
}
