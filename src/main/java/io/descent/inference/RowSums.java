package io.descent.inference;

import io.descent.data.Dataset;
import io.descent.data.Parallel;
import io.descent.data.RowParts;
import io.descent.kernel.Kernels;
import io.descent.objective.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pass over the rows sums at the optimum, and the rows that move it most.
 *
 * @param squares Σ of the squared Pearson residuals, s²/c: of squared errors those of the residuals
 * @param meat R⁻ᵀ(Σ s²·x·xᵀ)R⁻¹ with the slopes as the covariance takes them, column after column; empty where that is classic; while
 *     clusters are summed R⁻ᵀ(Σ s·x) of one after the other
 * @param largest the rows of the largest r²·h / (1 − h)², the largest first, with that in the place of Cook's distance
 * @param lever a row that alone determines a parameter, so that its leverage is 1; −1 for none
 */
record RowSums(double squares, double[] meat, List<Influence> largest, int lever) {

    /** How many rows a tile has at most: those of some thirty parameters are in the nearest cache. */
    private static final int HEIGHT = 64;

    /** How many rows are told. */
    private static final int TOLD = 5;

    /** What rounding may leave of 1 − h where h is 1. */
    private static final double ROUNDING = 1e-12;

    private static final Comparator<Influence> FIRST_THE_LARGEST =
            Comparator.comparingDouble(Influence::cooksDistance).reversed().thenComparingInt(Influence::row);

    /** Sums it. */
    static RowSums of(
            Objective objective,
            @Nullable Density density,
            double[] parameters,
            Triangle triangle,
            InferenceSpec spec,
            Clusters clusters,
            Parallel parallel) {
        int free = Derivatives.free(objective.shape().outputs());
        int size = triangle.size();
        RowParts rows = RowParts.of(
                objective.data().rows(),
                HEIGHT / free,
                size,
                (Math.max(size, (double) clusters.count()) + HEIGHT) * size);
        Triangle negative = triangle.negative();
        RowSums[] sums = new RowSums[rows.count()];
        parallel.run(sums.length, number -> {
            Part part = new Part(objective, density, parameters, negative, spec, clusters);
            for (int from = rows.first(number); from < rows.first(number + 1); from += rows.tile()) {
                part.add(from, Math.min(rows.tile(), rows.rows() - from));
            }
            sums[number] = part.sums();
        });
        RowSums whole = sums[0];
        for (int part = 1; part < sums.length; part++) {
            whole = whole.and(sums[part]);
        }
        return clusters.isNone() ? whole.mirrored(size) : whole.ofClusters(size);
    }

    /** Puts the lower half of the products, which alone is summed, into the upper one. */
    private RowSums mirrored(int size) {
        for (int j = 0; j < size && meat.length > 0; j++) {
            for (int k = 0; k < j; k++) {
                meat[k * size + j] = meat[j * size + k];
            }
        }
        return this;
    }

    /** Makes the products of the sums over clusters, which stand one after the other. */
    private RowSums ofClusters(int size) {
        double[] products = new double[size * size];
        for (int from = 0; from < meat.length; from += size) {
            for (int j = 0; j < size; j++) {
                Kernels.axpy(meat[from + j], meat, from, products, j * size, size);
            }
        }
        return new RowSums(squares, products, largest, lever);
    }

    private RowSums and(RowSums next) {
        Kernels.axpy(1, next.meat, 0, meat, 0, meat.length);
        List<Influence> all = new ArrayList<>(largest);
        all.addAll(next.largest);
        all.sort(FIRST_THE_LARGEST);
        return new RowSums(
                squares + next.squares,
                meat,
                List.copyOf(all.subList(0, Math.min(TOLD, all.size()))),
                lever >= 0 ? lever : next.lever);
    }

    /** A part of the rows. */
    private static final class Part {

        private final Dataset data;
        private final double[] parameters;
        private final int size;

        /** −R. */
        private final Triangle negative;

        private final InferenceSpec spec;
        private final Clusters clusters;
        private final int free;
        private final int columns;
        private final Design.Reader reader;
        private final Derivatives derivatives;
        private final double[] rows;
        private final double[] tile;
        private final double[] leverages = new double[HEIGHT];
        private final double[] meat;
        private final List<Influence> largest = new ArrayList<>();
        private double squares;
        private int lever = -1;

        Part(
                Objective objective,
                @Nullable Density density,
                double[] parameters,
                Triangle negative,
                InferenceSpec spec,
                Clusters clusters) {
            this.clusters = clusters;
            this.data = objective.data();
            this.parameters = parameters;
            this.size = negative.size();
            this.negative = negative;
            this.spec = spec;
            this.free = Derivatives.free(objective.shape().outputs());
            Design design = new Design(data, objective.shape().intercept());
            this.columns = design.columns();
            this.reader = design.reader(HEIGHT);
            this.derivatives = new Derivatives(objective, density);
            this.tile = new double[size * HEIGHT];
            this.rows = free == 1 ? tile : new double[columns * HEIGHT];
            int rows = clusters.isNone() ? size : clusters.count();
            this.meat = new double[spec.covariance().isRobust() ? rows * size : 0];
        }

        void add(int from, int count) {
            derivatives.measure(parameters, from, count);
            if (free == 1) {
                reader.load(from, count, tile);
                Triangle.solveRows(negative, tile, HEIGHT);
                one(from, count);
            } else if (spec.covariance().isRobust()) {
                reader.load(from, count, rows);
                several(from, count);
                Triangle.solveRows(negative, tile, HEIGHT);
            }
            if (!clusters.isNone()) {
                addToClusters(from, count);
            } else if (meat.length > 0) {
                addMeat();
            }
        }

        RowSums sums() {
            return new RowSums(squares, meat, List.copyOf(largest), lever);
        }

        /**
         * How often a row counts where its own slope is squared: a copy has no part in the slopes of another. Within a cluster all slopes
         * are added up before, those of copies too.
         */
        private double root(double weight) {
            return spec.weights() == InferenceSpec.Weights.FREQUENCY && clusters.isNone() ? Math.sqrt(weight) : weight;
        }

        /** The weight that is part of what a row itself says. */
        private double own(double weight) {
            return spec.weights() == InferenceSpec.Weights.FREQUENCY ? 1 : weight;
        }

        private void one(int from, int count) {
            double[] factors = new double[count];
            measureLeverages();
            for (int i = 0; i < count; i++) {
                double weight = data.weight(from + i);
                double slope = derivatives.slope(i, 0);
                double curvature = derivatives.curvature(i);
                double leverage = Math.min(own(weight) * curvature * leverages[i], 1);
                // beyond the quadratic part of a loss nothing curves
                double square = own(weight) * slope * slope / (curvature > 0 ? curvature : 1);
                squares += spec.weights() == InferenceSpec.Weights.FREQUENCY ? weight * square : square;
                boolean alone = 1 - leverage < ROUNDING;
                if (alone && lever < 0) {
                    lever = from + i;
                }
                factors[i] =
                        root(weight) * slope * (alone ? 0 : spec.covariance().factor(leverage));
                remember(from + i, leverage, alone ? 0 : square * leverage / ((1 - leverage) * (1 - leverage)));
            }
            if (meat.length > 0) {
                for (int j = 0; j < columns; j++) {
                    for (int i = 0; i < count; i++) {
                        tile[j * HEIGHT + i] *= factors[i];
                    }
                }
            }
        }

        private void measureLeverages() {
            Arrays.fill(leverages, 0);
            for (int j = 0; j < columns; j++) {
                for (int i = 0; i < HEIGHT; i++) {
                    double entry = tile[j * HEIGHT + i];
                    leverages[i] += entry * entry;
                }
            }
        }

        private void remember(int row, double leverage, double distance) {
            if (largest.size() == TOLD && distance <= largest.getLast().cooksDistance()) {
                return;
            }
            largest.add(new Influence(row, leverage, distance));
            largest.sort(FIRST_THE_LARGEST);
            if (largest.size() > TOLD) {
                largest.removeLast();
            }
        }

        /** The slopes of a row by all parameters, a row of them for each. */
        private void several(int from, int count) {
            Arrays.fill(tile, 0);
            for (int i = 0; i < count; i++) {
                double root = root(data.weight(from + i));
                for (int k = 0; k < free; k++) {
                    double slope = root * derivatives.slope(i, k);
                    for (int j = 0; j < columns; j++) {
                        tile[(k * columns + j) * HEIGHT + i] = slope * rows[j * HEIGHT + i];
                    }
                }
            }
        }

        private void addToClusters(int from, int count) {
            for (int j = 0; j < size; j++) {
                for (int i = 0; i < count; i++) {
                    meat[clusters.ofRow()[from + i] * size + j] += tile[j * HEIGHT + i];
                }
            }
        }

        private void addMeat() {
            Kernels.addProducts(tile, size, HEIGHT, meat);
        }
    }
}
