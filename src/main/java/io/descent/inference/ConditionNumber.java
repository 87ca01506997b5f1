package io.descent.inference;

import io.descent.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** The ratio of the largest and the least singular value, by one-sided Jacobi rotations (Demmel and Veselić 1992). */
final class ConditionNumber {

    /** Beyond it would take seconds. */
    private static final int MOST_COLUMNS = 256;

    private static final int SWEEPS = 60;
    private static final double ORTHOGONAL = 1e-15;

    private ConditionNumber() {}

    /** Returns that of a matrix whose columns are brought to the length 1; null where it has too many. */
    static @Nullable Double of(double[] columns, int size) {
        if (size > MOST_COLUMNS) {
            return null;
        }
        double[] a = columns.clone();
        for (int j = 0; j < size; j++) {
            Kernels.scale(1 / Math.sqrt(Kernels.dot(a, j * size, a, j * size, size)), a, j * size, size);
        }
        boolean turned = true;
        for (int sweep = 0; turned && sweep < SWEEPS; sweep++) {
            turned = false;
            for (int j = 1; j < size; j++) {
                for (int k = 0; k < j; k++) {
                    turned |= turn(a, k * size, j * size, size);
                }
            }
        }
        double least = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int j = 0; j < size; j++) {
            double square = Kernels.dot(a, j * size, a, j * size, size);
            least = Math.min(least, square);
            largest = Math.max(largest, square);
        }
        return Math.sqrt(largest / least);
    }

    /** Turns two columns so that they are orthogonal; returns false where they are. */
    private static boolean turn(double[] a, int x, int y, int size) {
        double xx = Kernels.dot(a, x, a, x, size);
        double yy = Kernels.dot(a, y, a, y, size);
        double xy = Kernels.dot(a, x, a, y, size);
        if (Math.abs(xy) <= ORTHOGONAL * Math.sqrt(xx * yy)) {
            return false;
        }
        double zeta = (yy - xx) / (2 * xy);
        double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        double cosine = 1 / Math.sqrt(1 + tangent * tangent);
        double sine = cosine * tangent;
        for (int i = 0; i < size; i++) {
            double own = a[x + i];
            a[x + i] = cosine * own - sine * a[y + i];
            a[y + i] = sine * own + cosine * a[y + i];
        }
        return true;
    }
}
