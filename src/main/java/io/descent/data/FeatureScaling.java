package io.descent.data;

import io.descent.kernel.Kernels;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The affine map x′ = (x − center) / scale of every feature, and what it does to parameters, gradients and directions.
 *
 * <p>With θ′ = (w′, b′) the parameters over scaled features and θ = (w, b) those over the data's own units, the two
 * predict the same when w = w′ / scale and b = b′ − w·center. A gradient follows by the chain rule
 * (g = scale·g′ + center·g′_b), a direction like a difference of parameters.
 *
 * <p>Vectors have the layout of {@link ParameterShape}.
 */
public final class FeatureScaling implements Serializable {

    /** A deviation that is a smaller share of the mean is what rounding left of a constant. */
    static final double ROUNDING = 1e-14;

    private static final double SMALLEST = 1e-290;

    /** Rows that are in the nearest cache together, where they are not wide. */
    private static final int TILE = 64;

    /** Features that are summed together: two lines of the cache. */
    private static final int GROUP = 16;

    private final ParameterShape shape;
    private final double[] center;
    private final double[] scale;
    private final boolean identity;

    private FeatureScaling(ParameterShape shape, double[] center, double[] scale, boolean identity) {
        this.shape = shape;
        this.center = center;
        this.scale = scale;
        this.identity = identity;
    }

    /** Leaves everything as it is. */
    public static FeatureScaling none(ParameterShape shape) {
        double[] ones = new double[shape.features()];
        Arrays.fill(ones, 1);
        return new FeatureScaling(shape, new double[shape.features()], ones, true);
    }

    /**
     * Scales to mean 0 and population standard deviation 1 under the row weights, as scikit-learn's
     * {@code StandardScaler}. A feature that is constant but for rounding becomes 0, so that its weight stays 0: the
     * intercept says all that it could. Sparse data stay sparse: of their features only those are centred that are
     * seldom 0; see {@link SparseStandardizer}.
     *
     * <p>Without an intercept to take the means up nothing is centred, and the scale is the root of the mean square: the
     * deviation about a mean that stays would leave features far from 0 as large as they are.
     */
    public static FeatureScaling standardize(Dataset data, ParameterShape shape) {
        return standardize(data, shape, Parallel.ALONE);
    }

    /** Scales as above, to the same bits on any number of threads. */
    public static FeatureScaling standardize(Dataset data, ParameterShape shape, Parallel parallel) {
        return switch (data) {
            case DenseRows dense -> standardizeDense(dense, shape, parallel);
            case SparseDataset sparse -> {
                SparseStandardizer standardizer = new SparseStandardizer(sparse);
                double[] center = shape.intercept() ? standardizer.center() : new double[shape.features()];
                yield new FeatureScaling(shape, center, standardizer.scale(shape.intercept()), false);
            }
        };
    }

    private static FeatureScaling standardizeDense(DenseRows data, ParameterShape shape, Parallel parallel) {
        int d = data.features();
        double[] mean = new double[d];
        double[] deviation = new double[d];
        measure(data, mean, deviation, parallel);
        double[] units = Magnitudes.ofUnsound(data, mean, deviation);
        if (units != null) {
            measure(scaled(data, new double[d], units, parallel), mean, deviation, parallel);
        }
        double[] scale = new double[d];
        for (int j = 0; j < d; j++) {
            double unit = units == null ? 1 : units[j];
            scale[j] = scale(mean[j], deviation[j], unit, shape.intercept());
            mean[j] *= unit;
        }
        return new FeatureScaling(shape, shape.intercept() ? mean : new double[d], scale, false);
    }

    private static void measure(DenseRows data, double[] mean, double[] deviation, Parallel parallel) {
        int d = data.features();
        double total = data.totalWeight();
        double[] square = new double[d];
        double[] shift = new double[d];
        Arrays.fill(mean, 0);
        addMoments(data, new double[d], mean, square, parallel);
        Kernels.scale(1 / total, mean, 0, d);
        Arrays.fill(square, 0);
        addMoments(data, mean, shift, square, parallel);
        for (int j = 0; j < d; j++) {
            // the mean of many rows is rounded; what it misses must not pass for a deviation
            double missed = shift[j] / total;
            mean[j] += missed;
            deviation[j] = Math.sqrt(Math.max(square[j] / total - missed * missed, 0));
        }
    }

    /** Sums what the rows are off a centre, and the squares of that: each feature over all rows in their order, some features at a time. */
    private static void addMoments(
            DenseRows data, double[] center, double[] shifts, double[] squares, Parallel parallel) {
        int n = data.rows();
        int d = center.length;
        double[] weights = data.weights();
        double[] ones = new double[TILE];
        Arrays.fill(ones, 1);
        // whoever reads rows of a file copies them whole
        int group = data instanceof DenseDataset ? GROUP : d;
        parallel.run(Math.ceilDiv(d, group), part -> {
            RowReader rows = data.reader();
            for (int i = 0, loaded; i < n; i += loaded) {
                loaded = rows.load(i, Math.min(TILE, n - i));
                Kernels.addMoments(
                        weights == null ? ones : weights,
                        weights == null ? 0 : i,
                        rows.values(),
                        rows.at(i),
                        loaded,
                        center,
                        shifts,
                        squares,
                        part * group,
                        Math.min((part + 1) * group, d));
            }
        });
    }

    /**
     * Returns the scale of a feature whose moments were measured in this unit; infinite for one that is as good as
     * constant beside an intercept, or as good as 0.
     */
    static double scale(double mean, double deviation, double unit, boolean intercept) {
        double spread = intercept ? deviation : Math.hypot(mean, deviation);
        // what rounding leaves of a constant feature is not a scale, nor what no weight could make up for
        return spread > ROUNDING * Math.abs(mean) && spread * unit > SMALLEST
                ? spread * unit
                : Double.POSITIVE_INFINITY;
    }

    /**
     * Returns the dataset over scaled features: the same one where nothing changes, else a copy, or a view of a file that
     * scales as it reads.
     */
    public Dataset apply(Dataset data) {
        return apply(data, Parallel.ALONE);
    }

    /** Returns the same, copied in parts. */
    public Dataset apply(Dataset data, Parallel parallel) {
        if (identity) {
            return data;
        }
        return switch (data) {
            case DenseRows dense -> scaled(dense, center, scale, parallel);
            case SparseDataset(var matrix, var names, var targets, var weights) ->
                new SparseDataset(SparseStandardizer.apply(matrix, center, scale), names, targets, weights);
        };
    }

    private static DenseRows scaled(DenseRows data, double[] center, double[] scale, Parallel parallel) {
        return switch (data) {
            case DenseDataset(var values, var names, var targets, var weights) -> {
                int d = center.length;
                double[] scaled = new double[values.length];
                RowParts parts = RowParts.of(targets.length, TILE, d, d);
                parallel.run(parts.count(), part -> {
                    int end = parts.first(part + 1);
                    for (int i = parts.first(part); i < end; i += TILE) {
                        int length = Math.min(TILE, end - i) * d;
                        System.arraycopy(values, i * d, scaled, i * d, length);
                        Kernels.rescale(scaled, i * d, length, center, scale);
                    }
                });
                yield new DenseDataset(scaled, names, targets, weights);
            }
            case MappedDataset mapped -> mapped.scaled(center, scale);
        };
    }

    /** Returns what is taken away from each feature. */
    public double[] center() {
        return center.clone();
    }

    /** Returns what each feature is divided by then; infinite for one that is as good as constant. */
    public double[] scale() {
        return scale.clone();
    }

    /** Returns for each scaled feature how much of a value is the rounding of what it was before its centre was taken away. */
    public double[] rounding() {
        double[] rounding = new double[scale.length];
        Arrays.setAll(rounding, j -> identity ? 0 : Math.ulp(center[j]) / scale[j]);
        return rounding;
    }

    /** Tells whether a feature is 0 in all rows once it is scaled. */
    private boolean isDropped(int feature) {
        return scale[feature] == Double.POSITIVE_INFINITY;
    }

    /** Returns parameters, or a direction, over scaled features in the data's own units. */
    public double[] toDataUnits(double[] scaled) {
        double[] own = new double[scaled.length];
        toDataUnits(scaled, own);
        return own;
    }

    /** Puts parameters, or a direction, over scaled features into {@code own}, in the data's own units. */
    public void toDataUnits(double[] scaled, double[] own) {
        System.arraycopy(scaled, 0, own, 0, scaled.length);
        if (identity) {
            return;
        }
        int d = scale.length;
        for (int k = 0; k < shape.outputs(); k++) {
            for (int j = 0; j < d; j++) {
                own[k * d + j] /= scale[j];
            }
            if (shape.intercept()) {
                own[shape.weights() + k] -= Kernels.dot(own, k * d, center, 0, d);
            }
        }
    }

    /** Returns parameters in the data's own units as parameters over scaled features. */
    public double[] toScaledUnits(double[] own) {
        double[] scaled = own.clone();
        if (identity) {
            return scaled;
        }
        int d = scale.length;
        for (int k = 0; k < shape.outputs(); k++) {
            if (shape.intercept()) {
                scaled[shape.weights() + k] += Kernels.dot(own, k * d, center, 0, d);
            }
            for (int j = 0; j < d; j++) {
                scaled[k * d + j] = isDropped(j) ? 0 : scaled[k * d + j] * scale[j];
            }
        }
        return scaled;
    }

    /** Returns a gradient with respect to the scaled parameters as one with respect to those in the data's units. */
    public double[] gradientToDataUnits(double[] scaled) {
        double[] own = scaled.clone();
        if (identity) {
            return own;
        }
        int d = scale.length;
        for (int k = 0; k < shape.outputs(); k++) {
            double shift = shape.intercept() ? scaled[shape.weights() + k] : 0;
            for (int j = 0; j < d; j++) {
                own[k * d + j] = (isDropped(j) ? 0 : own[k * d + j] * scale[j]) + center[j] * shift;
            }
        }
        return own;
    }
}
