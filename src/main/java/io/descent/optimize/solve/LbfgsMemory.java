package io.descent.optimize.solve;

import io.descent.kernel.Kernels;

/**
 * The last m pairs of steps and changes of the gradient, which stand for the inverse Hessian (Nocedal and Wright 2006,
 * algorithm 7.4).
 */
final class LbfgsMemory {

    private final double[][] steps;
    private final double[][] changes;
    private final double[] inverse;
    private final double[] coefficients;
    private final int size;
    private int held;
    private int next;

    LbfgsMemory(int pairs, int size) {
        this.size = size;
        this.steps = new double[pairs][size];
        this.changes = new double[pairs][size];
        this.inverse = new double[pairs];
        this.coefficients = new double[pairs];
    }

    boolean empty() {
        return held == 0;
    }

    void forget() {
        held = 0;
    }

    /** Takes in a step, unless the function did not curve upwards along it. */
    void add(double[] before, double[] after, double[] gradientBefore, double[] gradientAfter) {
        double[] step = steps[next];
        double[] change = changes[next];
        for (int j = 0; j < size; j++) {
            step[j] = after[j] - before[j];
            change[j] = gradientAfter[j] - gradientBefore[j];
        }
        double curved = Kernels.dot(step, 0, change, 0, size);
        double stepNorm = Math.sqrt(Kernels.dot(step, 0, step, 0, size));
        double changeNorm = Math.sqrt(Kernels.dot(change, 0, change, 0, size));
        if (curved > Math.ulp(1.0) * stepNorm * changeNorm && Double.isFinite(1 / curved)) {
            inverse[next] = 1 / curved;
            next = (next + 1) % steps.length;
            held = Math.min(held + 1, steps.length);
        }
    }

    /** Returns the pairs, the oldest first: what stands for their curvature, then each step and its change. */
    double[][] state() {
        double[][] state = new double[1 + 2 * held][];
        state[0] = new double[held];
        for (int k = 0; k < held; k++) {
            int at = Math.floorMod(next - held + k, steps.length);
            state[0][k] = inverse[at];
            state[1 + 2 * k] = steps[at];
            state[2 + 2 * k] = changes[at];
        }
        return state;
    }

    void restore(double[][] state) {
        int pairs = state.length == 0 ? -1 : state[0].length;
        if (pairs < 0 || pairs > steps.length || state.length != 1 + 2 * pairs) {
            throw new IllegalArgumentException("not the memory of this method");
        }
        for (int k = 0; k < pairs; k++) {
            inverse[k] = state[0][k];
            copy(state[1 + 2 * k], steps[k]);
            copy(state[2 + 2 * k], changes[k]);
        }
        held = pairs;
        next = pairs % steps.length;
    }

    static void copy(double[] from, double[] to) {
        if (from.length != to.length) {
            throw new IllegalArgumentException("not a vector of this problem");
        }
        System.arraycopy(from, 0, to, 0, to.length);
    }

    /** Multiplies a vector by the inverse Hessian, in place. */
    void apply(double[] vector) {
        for (int k = 1; k <= held; k++) {
            int at = Math.floorMod(next - k, steps.length);
            coefficients[at] = inverse[at] * Kernels.dot(steps[at], 0, vector, 0, size);
            Kernels.axpy(-coefficients[at], changes[at], 0, vector, 0, size);
        }
        if (held > 0) {
            int newest = Math.floorMod(next - 1, steps.length);
            double[] change = changes[newest];
            Kernels.scale(1 / (inverse[newest] * Kernels.dot(change, 0, change, 0, size)), vector, 0, size);
        }
        for (int k = held; k >= 1; k--) {
            int at = Math.floorMod(next - k, steps.length);
            double correction = coefficients[at] - inverse[at] * Kernels.dot(changes[at], 0, vector, 0, size);
            Kernels.axpy(correction, steps[at], 0, vector, 0, size);
        }
    }
}
