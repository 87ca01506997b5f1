package io.descent.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The columns over which a problem is solved: standardised features and then, where there is an intercept, a column of
 * ones. Without a penalty any basis of the same space has the same minimum, and an orthonormal one is taken: then no
 * digits are lost to columns that nearly follow from each other.
 *
 * @param rows of the columns
 * @param penalised the first so many columns are penalised
 */
record Design(double[][] rows, int penalised) {

    /** What is left of a column beside the others, as a share of it, when it is nothing but rounding. */
    private static final double DEPENDENT = 1e-10;

    static Design of(Problem problem) {
        List<double[]> columns = standardized(problem);
        int features = columns.size();
        int n = problem.y().length;
        if (problem.intercept()) {
            columns.add(ones(n));
        }
        if (problem.penalised()) {
            return new Design(transposed(columns, n), features);
        }
        return new Design(transposed(orthonormal(columns, problem.weights()), n), 0);
    }

    /** Returns the design of a fit without features whose one parameter, for each output, changes nothing. */
    static Design empty(Problem problem) {
        return new Design(new double[problem.y().length][1], 0);
    }

    /**
     * Scales every column to deviation 1 under the weights or, without an intercept, to a root mean square of 1, as the
     * service does: the penalty is on the weights over these. A column that is constant but for rounding gets no weight
     * and is left out. With an intercept all are centred: the minimum is the same as that of sparse columns that the
     * service does not centre.
     */
    private static List<double[]> standardized(Problem problem) {
        List<double[]> columns = new ArrayList<>();
        double[] weights = problem.weights();
        double[] ones = ones(weights.length);
        for (int j = 0; j < problem.x()[0].length; j++) {
            double[] column = new double[weights.length];
            for (int i = 0; i < column.length; i++) {
                column[i] = problem.x()[i][j];
            }
            double mean = Vectors.dot(weights, column, ones);
            if (problem.intercept()) {
                Vectors.add(-mean, ones, column);
                // the mean is rounded; what it misses is taken off, too
                Vectors.add(-Vectors.dot(weights, column, ones), ones, column);
            }
            double scale = norm(column, weights);
            if (scale > (problem.intercept() ? 1e-14 * Math.abs(mean) : 0)) {
                columns.add(Vectors.times(1 / scale, column));
            }
        }
        return columns;
    }

    /** Gram and Schmidt, each column twice ("twice is enough", Kahan). */
    private static List<double[]> orthonormal(List<double[]> columns, double[] weights) {
        List<double[]> basis = new ArrayList<>();
        // the ones first: the other columns are orthogonal to them already
        for (double[] column : columns.reversed()) {
            double before = norm(column, weights);
            double[] rest = column.clone();
            for (int pass = 0; pass < 2; pass++) {
                for (double[] other : basis) {
                    Vectors.add(-Vectors.dot(weights, rest, other), other, rest);
                }
            }
            double left = norm(rest, weights);
            if (left > DEPENDENT * before) {
                basis.add(Vectors.times(1 / left, rest));
            }
        }
        return basis;
    }

    private static double norm(double[] column, double[] weights) {
        return Math.sqrt(Vectors.dot(weights, column, column));
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[][] transposed(List<double[]> columns, int n) {
        double[][] rows = new double[n][columns.size()];
        for (int j = 0; j < columns.size(); j++) {
            for (int i = 0; i < n; i++) {
                rows[i][j] = columns.get(j)[i];
            }
        }
        return rows;
    }
}
