package io.descent.optimize.bound;

import io.descent.kernel.Kernels;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * All rows that some direction sets apart from the others without a loss rising: z·d ≥ 0 for all conditions, and not 0 for
 * one of these rows.
 *
 * <p>By Stiemke's lemma (1915) either there is such a direction or Σ λ·z = 0 for some λ ≥ 1, never both. So the shortest
 * Σ λ·z with λ ≥ 1 is looked for, a least-squares problem with non-negative unknowns λ − 1, by the active-set method of
 * Lawson and Hanson ("Solving Least Squares Problems", 1974, chapter 23), which ends after finitely many steps. If that
 * vector is not 0 it is the direction itself: its conditions of optimality are z·d ≥ 0, and ‖d‖² = Σ λ·z·d is more than 0.
 *
 * <p>The conditions that it leaves at 0 may fall in another direction. Together with a large multiple of the first one that
 * raises no loss either, so the same is done again with them alone, until nothing more falls.
 */
final class RowsApart {

    /** How far a condition may be missed, as a share of the largest move. */
    private static final double MISSED = 1e-9;

    /** How many roundings a condition may be missed by, and at most by how much. */
    private static final double ROUNDINGS = 64;

    private static final double MOST_ROUNDING = 1e-8;

    /** A row falls if it moves by more than so many times what a condition may be missed by. */
    private static final double MOVED = 10;

    /** A shorter rest of the vector that is to be made up for is 0. */
    private static final double NOTHING = 1e-11;

    /** So many steps for each parameter; about three are usual, and rounding must not make them endless. */
    private static final int STEPS = 100;

    private final Halfspaces halfspaces;
    private final double mostWork;
    private final double rounding;
    private final BitSet apart = new BitSet();
    private final double[] direction;
    private double work;
    private boolean complete = true;

    private double worst;
    private int worstIndex;
    private double largest;
    private int live;

    private RowsApart(Halfspaces halfspaces, double mostWork) {
        this.halfspaces = halfspaces;
        this.mostWork = mostWork;
        this.rounding = Math.min(ROUNDINGS * halfspaces.rounding(), MOST_ROUNDING);
        this.direction = new double[halfspaces.size()];
    }

    /** Looks for them with about so many multiply-adds at most. */
    static RowsApart of(Halfspaces halfspaces, double mostWork) {
        RowsApart found = new RowsApart(halfspaces, mostWork);
        double[] next = found.next();
        while (next != null) {
            found.setApart(next);
            next = found.next();
        }
        return found;
    }

    /** Returns the conditions that are met with room to spare. */
    BitSet conditions() {
        return apart;
    }

    /** Returns the sum of the directions, each of length 1. */
    double[] direction() {
        return direction;
    }

    /** Tells whether there are no more of them. */
    boolean complete() {
        return complete;
    }

    /** Returns how many multiply-adds it took. */
    double work() {
        return work + halfspaces.work();
    }

    private void setApart(double[] next) {
        double least = MOVED * missed();
        halfspaces.visit(next, (index, product) -> {
            if (product > least) {
                apart.set(index);
            }
        });
        Kernels.axpy(1, next, 0, direction, 0, next.length);
    }

    /** Returns a direction of length 1 that raises none of the losses that have not fallen so far; null if none is found. */
    private double @Nullable [] next() {
        int size = halfspaces.size();
        double[] sum = sum();
        double nothing = NOTHING * Math.sqrt(Kernels.dot(sum, 0, sum, 0, size)) + 4 * Math.ulp((double) live);
        GrowingQr qr = new GrowingQr(size);
        int[] active = new int[size];
        double[] factors = new double[size];
        BitSet passedOver = new BitSet();
        for (int step = 0; step < STEPS * (size + 1) && work() < mostWork; step++) {
            double[] rest = qr.rest(sum);
            double norm = Math.sqrt(Kernels.dot(rest, 0, rest, 0, size));
            work += 4.0 * size * qr.count();
            if (!(norm > nothing)) {
                return null;
            }
            Kernels.scale(1 / norm, rest, 0, size);
            hold(rest, passedOver);
            if (worst >= -missed()) {
                return rest;
            }
            if (join(worstIndex, sum, qr, active, factors)) {
                passedOver.clear();
                for (int k = 0; k < qr.count(); k++) {
                    passedOver.set(active[k]);
                }
            } else {
                passedOver.set(worstIndex);
            }
        }
        complete = false;
        return null;
    }

    private double missed() {
        return Math.max(MISSED * largest, rounding);
    }

    private double[] sum() {
        double[] sum = new double[halfspaces.size()];
        live = 0;
        halfspaces.visit(sum, (index, _) -> {
            if (!apart.get(index)) {
                live++;
                halfspaces.add(index, sum);
            }
        });
        return sum;
    }

    private void hold(double[] candidate, BitSet passedOver) {
        worst = 0;
        worstIndex = -1;
        largest = 0;
        halfspaces.visit(candidate, (index, product) -> {
            if (!apart.get(index)) {
                largest = Math.max(largest, product);
                if (product < worst && !passedOver.get(index)) {
                    worst = product;
                    worstIndex = index;
                }
            }
        });
    }

    /** Takes a condition's vector in; false where it cannot help. Those whose factor would be negative are taken out. */
    private boolean join(int index, double[] sum, GrowingQr qr, int[] active, double[] factors) {
        double[] column = new double[sum.length];
        halfspaces.add(index, column);
        int last = qr.count();
        if (!qr.add(column)) {
            return false;
        }
        active[last] = index;
        factors[last] = 0;
        double[] wanted = wanted(qr, sum);
        if (!(wanted[last] > 0)) {
            qr.remove(last);
            return false;
        }
        int first = firstAtZero(wanted, factors);
        while (first >= 0) {
            double part = factors[first] / (factors[first] - wanted[first]);
            for (int k = 0; k < wanted.length; k++) {
                factors[k] += part * (wanted[k] - factors[k]);
            }
            factors[first] = 0;
            for (int k = wanted.length - 1; k >= 0; k--) {
                if (factors[k] <= 0) {
                    qr.remove(k);
                    System.arraycopy(active, k + 1, active, k, qr.count() - k);
                    System.arraycopy(factors, k + 1, factors, k, qr.count() - k);
                }
            }
            wanted = wanted(qr, sum);
            first = firstAtZero(wanted, factors);
        }
        System.arraycopy(wanted, 0, factors, 0, wanted.length);
        return true;
    }

    private double[] wanted(GrowingQr qr, double[] sum) {
        work += 6.0 * sum.length * qr.count();
        double[] wanted = qr.factors(sum);
        Kernels.scale(-1, wanted, 0, wanted.length);
        return wanted;
    }

    /** Returns which factor is the first to be 0 on the way to those that are wanted; -1 for none. */
    private static int firstAtZero(double[] wanted, double[] factors) {
        double least = Double.POSITIVE_INFINITY;
        int first = -1;
        for (int k = 0; k < wanted.length; k++) {
            double part = wanted[k] > 0 ? Double.POSITIVE_INFINITY : factors[k] / (factors[k] - wanted[k]);
            if (part < least) {
                least = part;
                first = k;
            }
        }
        return first;
    }
}
