package io.descent.judge;

import java.util.Arrays;

/** Solves H·x = b for a symmetric H without negative eigenvalues; directions in which H is 0 are left alone. */
final class Cholesky {

    /** What is left of a pivot, as a share of it, when it is nothing but rounding. */
    private static final double VANISHED = 4e-15;

    private final double[][] matrix;
    private final double[][] factor;
    private final boolean[] skipped;

    Cholesky(double[][] matrix) {
        int n = matrix.length;
        this.matrix = matrix;
        this.factor = new double[n][n];
        this.skipped = new boolean[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= factor[i][k] * factor[j][k];
                }
                if (i > j) {
                    factor[i][j] = skipped[j] ? 0 : rest / factor[j][j];
                } else {
                    skipped[i] = !(rest > VANISHED * matrix[i][i]);
                    factor[i][i] = skipped[i] ? 1 : Math.sqrt(rest);
                }
            }
        }
    }

    /** Solves with one step of refinement. */
    double[] solve(double[] right) {
        double[] solution = substituted(right);
        double[] residual = right.clone();
        for (int i = 0; i < residual.length; i++) {
            for (int j = 0; j < residual.length; j++) {
                residual[i] -= (j <= i ? matrix[i][j] : matrix[j][i]) * solution[j];
            }
        }
        double[] correction = substituted(residual);
        Arrays.setAll(solution, i -> solution[i] + correction[i]);
        return solution;
    }

    private double[] substituted(double[] right) {
        double[] x = right.clone();
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= factor[i][k] * x[k];
            }
            x[i] = skipped[i] ? 0 : x[i] / factor[i][i];
        }
        for (int i = x.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < x.length; k++) {
                x[i] -= factor[k][i] * x[k];
            }
            x[i] = skipped[i] ? 0 : x[i] / factor[i][i];
        }
        return x;
    }
}
