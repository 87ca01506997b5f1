package io.descent.inference;

import io.descent.data.FeatureScaling;
import io.descent.kernel.Kernels;
import io.descent.optimize.solve.BlockTriangle;
import java.util.Arrays;

/**
 * The covariance of the parameters of one margin as TᵀT, over features that are centred and scaled.
 *
 * @param center what is taken away from each feature
 * @param scale what each feature is divided by then
 * @param intercept whether the first parameter is one
 * @param factor T, an upper triangle, packed column after column; empty where there is none
 */
public record CovarianceFactor(double[] center, double[] scale, boolean intercept, double[] factor) {

    /** None is known. */
    static final CovarianceFactor NONE = new CovarianceFactor(new double[0], new double[0], false, new double[0]);

    /** Beyond so many parameters it takes more room than a fit should. */
    private static final int MOST_PARAMETERS = 512;

    /** Makes that of R⁻¹·M·R⁻ᵀ. */
    static CovarianceFactor of(Triangle triangle, double[] middle, FeatureScaling scaling, boolean intercept) {
        int size = triangle.size();
        if (size > MOST_PARAMETERS) {
            return NONE;
        }
        double[] root = root(middle, size);
        BlockTriangle folded = new BlockTriangle(size, size);
        double[] block = folded.block();
        double[] row = new double[size];
        for (int from = 0; from < size; from += BlockTriangle.ROWS) {
            int count = Math.min(BlockTriangle.ROWS, size - from);
            Arrays.fill(block, 0);
            for (int i = 0; i < count; i++) {
                // the rows of (R⁻¹·L)ᵀ
                System.arraycopy(root, (from + i) * size, row, 0, size);
                triangle.solve(row);
                for (int j = 0; j < size; j++) {
                    block[j * BlockTriangle.ROWS + i] = row[j];
                }
            }
            folded.fold();
        }
        double[] whole = folded.triangle();
        double[] packed = new double[size * (size + 1) / 2];
        for (int j = 0, at = 0; j < size; at += ++j) {
            System.arraycopy(whole, j * size, packed, at, j + 1);
        }
        return new CovarianceFactor(scaling.center(), scaling.scale(), intercept, packed);
    }

    /** Returns L with L·Lᵀ = M, column after column; where rows are few M has directions without any variance. */
    private static double[] root(double[] middle, int size) {
        double[] root = new double[size * size];
        for (int j = 0; j < size; j++) {
            double pivot = middle[j * size + j];
            for (int k = 0; k < j; k++) {
                pivot -= root[k * size + j] * root[k * size + j];
            }
            if (!(pivot > 1e-14 * middle[j * size + j])) {
                continue;
            }
            double diagonal = Math.sqrt(pivot);
            for (int i = j; i < size; i++) {
                double entry = middle[j * size + i];
                for (int k = 0; k < j; k++) {
                    entry -= root[k * size + i] * root[k * size + j];
                }
                root[j * size + i] = entry / diagonal;
            }
        }
        return root;
    }

    /** Tells whether errors of predictions can be told. */
    public boolean isKnown() {
        return factor.length > 0;
    }

    /** Returns what measures the errors of margins, for one thread. */
    public Meter meter() {
        return new Meter();
    }

    /** Measures the errors of margins. A row is begun, told its features that are not 0, and measured. */
    public final class Meter {

        private final double[] row = new double[(intercept ? 1 : 0) + center.length];
        private final double[] image = new double[row.length];

        private Meter() {
            begin();
        }

        private void begin() {
            int first = intercept ? 1 : 0;
            Arrays.fill(row, 0, first, 1);
            for (int j = 0; j < center.length; j++) {
                row[first + j] = -center[j] / scale[j];
            }
        }

        /** Hears of a feature of the row. */
        public void feature(int place, double value) {
            row[(intercept ? 1 : 0) + place] += value / scale[place];
        }

        /** Returns the standard error of the margin of the row, and begins another. */
        public double stdError() {
            Arrays.fill(image, 0);
            for (int j = 0, at = 0; j < row.length; at += ++j) {
                Kernels.axpy(row[j], factor, at, image, 0, j + 1);
            }
            begin();
            return Math.sqrt(Kernels.dot(image, 0, image, 0, image.length));
        }
    }
}
