package io.descent.optimize;

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

    /** Saves the pairs, the oldest first. */
    void save(StateWriter out) {
        out.put(held);
        for (int k = held; k >= 1; k--) {
            int at = Math.floorMod(next - k, steps.length);
            out.put(steps[at]);
            out.put(changes[at]);
            out.put(inverse[at]);
        }
    }

    void restore(StateReader in) {
        int saved = in.integer();
        for (int k = 0; k < saved; k++) {
            // of a longer memory the newest
            int at = k % steps.length;
            in.into(steps[at]);
            in.into(changes[at]);
            inverse[at] = in.real();
        }
        held = Math.min(saved, steps.length);
        next = saved % steps.length;
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
