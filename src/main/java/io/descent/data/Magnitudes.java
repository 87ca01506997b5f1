package io.descent.data;

import org.jspecify.annotations.Nullable;

/** The orders of magnitude of features whose squares a double cannot hold, as powers of two: these round nothing. */
public final class Magnitudes {

    /** So that neither the power nor its reciprocal is subnormal. */
    private static final int LARGEST_EXPONENT = 960;

    private Magnitudes() {}

    /** Returns for each feature the power of two next below its largest value; 1 where all are 0. */
    public static double[] of(Dataset data) {
        double[] largest = new double[data.features()];
        switch (data) {
            case DenseRows dense -> {
                RowReader rows = dense.reader();
                double[] values = rows.values();
                int d = largest.length;
                for (int i = 0; i < data.rows(); i++) {
                    int at = rows.at(i);
                    for (int j = 0; j < d && data.weight(i) > 0; j++) {
                        largest[j] = Math.max(largest[j], Math.abs(values[at + j]));
                    }
                }
            }
            case SparseDataset sparse -> {
                SparseRows matrix = sparse.matrix();
                for (int i = 0; i < data.rows(); i++) {
                    for (int p = matrix.offsets()[i]; p < matrix.offsets()[i + 1] && data.weight(i) > 0; p++) {
                        int j = matrix.indices()[p];
                        largest[j] = Math.max(largest[j], Math.abs(matrix.values()[p]));
                    }
                }
            }
        }
        for (int j = 0; j < largest.length; j++) {
            int exponent = Math.clamp(Math.getExponent(largest[j]), -LARGEST_EXPONENT, LARGEST_EXPONENT);
            largest[j] = largest[j] == 0 ? 1 : Math.scalb(1.0, exponent);
        }
        return largest;
    }

    /** Returns 1 for the features whose moments are sound, for the others their magnitude; null where that is 1, too. */
    static double @Nullable [] ofUnsound(Dataset data, double[] mean, double[] deviation) {
        boolean sound = true;
        for (int j = 0; j < mean.length; j++) {
            sound &= isSound(mean[j], deviation[j]);
        }
        if (sound) {
            return null;
        }
        double[] units = of(data);
        boolean plain = true;
        for (int j = 0; j < mean.length; j++) {
            units[j] = isSound(mean[j], deviation[j]) ? 1 : units[j];
            plain &= units[j] == 1;
        }
        return plain ? null : units;
    }

    /** A deviation whose square may have vanished matters where the mean is not far above it. */
    private static boolean isSound(double mean, double deviation) {
        return deviation < 1e140 && (deviation > 1e-140 || Math.abs(mean) > 1e-120);
    }
}
