package io.descent.judge;

/** Sums over plain arrays. */
final class Vectors {

    private Vectors() {}

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    /** Σ weight·a·b. */
    static double dot(double[] weights, double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += weights[i] * a[i] * b[i];
        }
        return sum;
    }

    static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /** into += factor·a. */
    static void add(double factor, double[] a, double[] into) {
        for (int j = 0; j < a.length; j++) {
            into[j] += factor * a[j];
        }
    }

    static double[] times(double factor, double[] a) {
        double[] product = new double[a.length];
        add(factor, a, product);
        return product;
    }

    /** Returns S·a for a symmetric matrix of which the lower triangle is given. */
    static double[] product(double[][] lower, double[] a) {
        double[] product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                product[i] += (j <= i ? lower[i][j] : lower[j][i]) * a[j];
            }
        }
        return product;
    }
}
