package io.descent.optimize.bound;

import io.descent.data.Dataset;
import io.descent.kernel.Kernels;
import io.descent.objective.Objective;
import io.descent.objective.Poisson;
import io.descent.objective.SoftmaxLoss;
import java.util.Arrays;

/**
 * The directions in which no row's loss rises, as conditions z·d ≥ 0: for two classes z is the row, towards its class; for
 * more it is the row times (own class − another), one for each other class; for counts it is the row, downwards, and of
 * rows that are not 0 upwards, too. Each z has length 1, in units in which every feature has mean 0, where there is an
 * intercept, and mean square 1: which directions there are does not depend on units, but what rounding leaves does.
 */
final class Halfspaces {

    /** A column whose spread is a smaller share of its mean is what rounding left of a constant. */
    private static final double CONSTANT = 1e-14;

    private final Objective objective;
    private final Dataset data;
    private final int outputs;
    private final boolean intercept;
    private final boolean poisson;
    private final boolean softmax;
    private final int slots;
    private final double[] center;
    private final double[] inverse;
    private final double[] given;

    /** Which features a direction may have weights for. */
    private final int[] taken;

    private final int block;
    private final double[] row;
    private final double[] read;
    private final double[] moves;
    private double work;

    /** What is told of each condition. */
    interface Visitor {

        /** Takes the condition of this number; product is z·d. */
        void condition(int index, double product);
    }

    /**
     * The conditions on the weights of all features.
     *
     * @param rounding how much of the values of each feature is rounding, beside that of what they are
     */
    Halfspaces(Objective objective, double[] rounding) {
        this(
                objective,
                new double[objective.shape().features()],
                new double[objective.shape().features()],
                rounding,
                allOf(objective));
        measure();
    }

    private Halfspaces(Objective objective, double[] center, double[] inverse, double[] given, int[] taken) {
        this.objective = objective;
        this.data = objective.data();
        this.outputs = objective.shape().outputs();
        this.intercept = objective.shape().intercept();
        this.poisson = objective.loss() instanceof Poisson;
        this.softmax = objective.loss() instanceof SoftmaxLoss;
        this.slots = softmax ? outputs : poisson ? 2 : 1;
        this.center = center;
        this.inverse = inverse;
        this.given = given;
        this.taken = taken;
        this.block = taken.length + (intercept ? 1 : 0);
        this.row = new double[block];
        this.read = new double[data.features()];
        this.moves = new double[outputs];
    }

    private static int[] allOf(Objective objective) {
        int[] all = new int[objective.shape().features()];
        Arrays.setAll(all, j -> j);
        return all;
    }

    /** Returns the same conditions on the weights of these features; the others' are 0. */
    Halfspaces of(int[] features) {
        return new Halfspaces(objective, center, inverse, given, features);
    }

    /** Returns the number of coordinates of a direction. */
    int size() {
        return outputs * block;
    }

    /** Returns how much of a coordinate of z may be rounding, of this and of what the features were before they were scaled. */
    double rounding() {
        double largest = Math.ulp(1.0);
        for (int j : taken) {
            largest = Math.max(largest, Math.max(given[j], Math.ulp(center[j])) * inverse[j]);
        }
        return largest;
    }

    /** Returns how many multiply-adds were taken so far. */
    double work() {
        return work;
    }

    /** Returns the largest weight of a direction for the i-th of the features that are taken. */
    double weight(double[] direction, int i) {
        double largest = 0;
        for (int k = 0; k < outputs; k++) {
            largest = Math.max(largest, Math.abs(direction[k * block + i]));
        }
        return largest;
    }

    private void measure() {
        double[] largest = new double[center.length];
        double rows = 0;
        for (int i = 0; i < data.rows(); i++) {
            rows += data.weight(i) > 0 ? 1 : 0;
        }
        // the mean of many rows is rounded: what it misses is added
        for (int time = 0; time < 2 && intercept; time++) {
            double[] missed = new double[center.length];
            for (int i = 0; i < data.rows(); i++) {
                if (data.weight(i) > 0) {
                    read(i);
                    Kernels.axpy(1 / rows, read, 0, missed, 0, read.length);
                }
            }
            Kernels.axpy(1, missed, 0, center, 0, center.length);
        }
        for (int i = 0; i < data.rows(); i++) {
            if (data.weight(i) > 0) {
                read(i);
                for (int j = 0; j < read.length; j++) {
                    largest[j] = Math.max(largest[j], Math.abs(read[j]));
                }
            }
        }
        double[] squares = new double[center.length];
        for (int i = 0; i < data.rows(); i++) {
            if (data.weight(i) > 0) {
                read(i);
                for (int j = 0; j < read.length; j++) {
                    double share = largest[j] == 0 ? 0 : read[j] / largest[j];
                    squares[j] += share * share / rows;
                }
            }
        }
        for (int j = 0; j < inverse.length; j++) {
            inverse[j] = largest[j] > CONSTANT * Math.abs(center[j]) ? 1 / largest[j] / Math.sqrt(squares[j]) : 0;
        }
    }

    private void read(int i) {
        Arrays.fill(read, 0);
        data.axpy(1, i, read, 0);
        for (int j = 0; j < read.length; j++) {
            read[j] -= center[j];
        }
    }

    /** Puts a row into {@link #row} and returns its length. */
    private double load(int i) {
        read(i);
        for (int j = 0; j < taken.length; j++) {
            row[j] = read[taken[j]] * inverse[taken[j]];
        }
        if (intercept) {
            row[taken.length] = 1;
        }
        return Math.sqrt(Kernels.dot(row, 0, row, 0, block));
    }

    /** Holds a direction against all conditions, in the order of the rows. */
    void visit(double[] direction, Visitor visitor) {
        work += data.rows() * (double) (data.features() + size());
        for (int i = 0; i < data.rows(); i++) {
            double norm = data.weight(i) > 0 ? load(i) : 0;
            if (norm == 0) {
                continue;
            }
            for (int k = 0; k < outputs; k++) {
                moves[k] = Kernels.dot(direction, k * block, row, 0, block) / norm;
            }
            double target = data.targets()[i];
            if (softmax) {
                for (int k = 0; k < outputs; k++) {
                    if (k != (int) target) {
                        visitor.condition(i * slots + k, (moves[(int) target] - moves[k]) * Math.sqrt(0.5));
                    }
                }
            } else if (poisson) {
                visitor.condition(i * slots, -moves[0]);
                if (target > 0) {
                    visitor.condition(i * slots + 1, moves[0]);
                }
            } else {
                visitor.condition(i, target == 1 ? moves[0] : -moves[0]);
            }
        }
    }

    /** Adds the vector of a condition to {@code into}. */
    void add(int index, double[] into) {
        int i = index / slots;
        double norm = load(i);
        int target = (int) data.targets()[i];
        if (softmax) {
            Kernels.axpy(Math.sqrt(0.5) / norm, row, 0, into, target * block, block);
            Kernels.axpy(-Math.sqrt(0.5) / norm, row, 0, into, index % slots * block, block);
        } else {
            boolean up = poisson ? index % slots == 1 : target == 1;
            Kernels.axpy((up ? 1 : -1) / norm, row, 0, into, 0, block);
        }
    }
}
