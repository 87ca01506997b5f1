package io.descent.optimize.solve;

import io.descent.kernel.Kernels;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The least-squares solution of A·w = b by Householder QR with column pivoting (Golub and Van Loan, "Matrix
 * Computations", 2013, §5.4 and §5.5). Where the columns are dependent it is the solution of smallest norm.
 */
final class PivotedQr {

    private final double[] a;
    private final double[] b;
    private final int rows;
    private final int columns;
    private final int[] order;
    private final BooleanSupplier aborted;
    private int rank;
    private double largest;
    private boolean incomplete;

    /**
     * Factors in place.
     *
     * @param a column after column
     * @param tolerance columns count as dependent when the norm that remains is below this share of the largest
     * @param noise of each column, the norm that rounding may have made; what remains of it, after the columns before it
     *     were taken out, must be more than the noise of all of them
     */
    PivotedQr(
            double[] a, int rows, int columns, double[] b, double tolerance, double[] noise, BooleanSupplier aborted) {
        this.a = a;
        this.b = b;
        this.rows = rows;
        this.columns = columns;
        this.aborted = aborted;
        this.order = new int[columns];
        for (int j = 0; j < columns; j++) {
            order[j] = j;
        }
        factor(tolerance, noise);
    }

    private void factor(double tolerance, double[] noise) {
        double noiseSoFar = 0;
        for (int k = 0; k < Math.min(rows, columns); k++) {
            if (aborted.getAsBoolean()) {
                incomplete = true;
                return;
            }
            double norm = bringLongestTo(k);
            if (k == 0) {
                largest = norm;
            }
            noiseSoFar = Math.max(noiseSoFar, noise[order[k]]);
            if (!(norm > Math.max(tolerance * largest, noiseSoFar))) {
                break;
            }
            rank = k + 1;
            double tau = reflector(a, k * rows + k, rows - k, norm);
            double diagonal = a[k * rows + k];
            a[k * rows + k] = 1;
            for (int j = k + 1; j < columns; j++) {
                reflect(a, k * rows + k, tau, a, j * rows + k, rows - k);
            }
            reflect(a, k * rows + k, tau, b, k, rows - k);
            a[k * rows + k] = diagonal;
        }
    }

    private double bringLongestTo(int k) {
        int longest = k;
        double norm = -1;
        for (int j = k; j < columns; j++) {
            double square = Kernels.dot(a, j * rows + k, a, j * rows + k, rows - k);
            if (square > norm) {
                norm = square;
                longest = j;
            }
        }
        if (longest != k) {
            for (int i = 0; i < rows; i++) {
                double kept = a[k * rows + i];
                a[k * rows + i] = a[longest * rows + i];
                a[longest * rows + i] = kept;
            }
            int kept = order[k];
            order[k] = order[longest];
            order[longest] = kept;
        }
        return Math.sqrt(norm);
    }

    /**
     * Makes the reflector I − τvvᵀ with v₀ = 1 that turns a vector into a multiple of the first axis; that multiple is
     * stored in place of v₀. Returns τ.
     */
    static double reflector(double[] x, int from, int length, double norm) {
        double head = x[from];
        double image = head > 0 ? -norm : norm;
        Kernels.scale(1 / (head - image), x, from + 1, length - 1);
        x[from] = image;
        return (image - head) / image;
    }

    private static void reflect(double[] v, int vFrom, double tau, double[] x, int from, int length) {
        Kernels.axpy(-tau * Kernels.dot(v, vFrom, x, from, length), v, vFrom, x, from, length);
    }

    /**
     * Solves; null where that was aborted.
     *
     * @param units column j of A stands for a coordinate in units of units[j]: w = units · solution, and 0 where the unit
     *     is. The norm that is made smallest is that of w
     */
    double @Nullable [] solve(double[] units) {
        if (incomplete) {
            return null;
        }
        return rank == columns ? backSubstituted(units) : shortest(units);
    }

    private double[] backSubstituted(double[] units) {
        double[] w = new double[columns];
        double[] z = b.clone();
        for (int k = columns - 1; k >= 0; k--) {
            double value = z[k] / a[k * rows + k];
            Kernels.axpy(-value, a, k * rows, z, 0, k);
            w[order[k]] = value * units[order[k]];
        }
        return w;
    }

    /** T·w = c with the r rows of R that count; the QR factors of Tᵀ give the solution in the span of its rows. */
    private double @Nullable [] shortest(double[] units) {
        double[] t = new double[rank * columns];
        double[] right = b.clone();
        // what rounding left of dependent columns would count by the ratio of their units
        double noise = rank < Math.min(rows, columns) ? 16 * Math.ulp(largest) : 0;
        for (int i = 0; i < rank; i++) {
            for (int j = i; j < columns; j++) {
                double unit = units[order[j]];
                double entry = a[j * rows + i];
                t[i * columns + order[j]] = unit == 0 || Math.abs(entry) < noise ? 0 : entry / unit;
            }
            right[i] *= balance(t, i * columns);
        }
        double[] tau = new double[rank];
        double[] diagonal = new double[rank];
        double[] w = new double[columns];
        for (int k = 0; k < rank; k++) {
            if (aborted.getAsBoolean()) {
                return null;
            }
            int head = k * columns + k;
            double norm = Math.sqrt(Kernels.dot(t, head, t, head, columns - k));
            tau[k] = reflector(t, head, columns - k, norm);
            diagonal[k] = t[head];
            t[head] = 1;
            for (int i = k + 1; i < rank; i++) {
                reflect(t, head, tau[k], t, i * columns + k, columns - k);
            }
            // Sᵀz = c is lower triangular: row k is known as soon as column k of S is
            w[k] = (right[k] - Kernels.dot(t, k * columns, w, 0, k)) / diagonal[k];
        }
        for (int k = rank - 1; k >= 0; k--) {
            reflect(t, k * columns + k, tau[k], w, k, columns - k);
        }
        return w;
    }

    /** Brings a row of any unit near 1, by a power of two, so that a double holds its squares; returns the power. */
    private double balance(double[] t, int from) {
        double most = 0;
        for (int j = from; j < from + columns; j++) {
            most = Math.max(most, Math.abs(t[j]));
        }
        double power = Math.scalb(1.0, -Math.clamp(Math.getExponent(most), -1000, 1000));
        Kernels.scale(power, t, from, columns);
        return power;
    }
}
