package io.descent.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is peculiar about the features of a dataset. Looked for in a sample of the rows, and what is found there is
 * checked on all of them.
 *
 * @param deviations d standard deviations over the sample, 0 for a feature that is constant there
 * @param constant features that have one value in all rows, but for rounding, ascending
 * @param copies features that another one determines, ascending
 */
public record FeatureProfile(double[] deviations, List<Integer> constant, List<Copy> copies) {

    private static final int SAMPLED_ROWS = 4096;

    /** Nothing is looked for in more features: it would cost as much as a fit. */
    private static final int MOST_FEATURES = 1000;

    /** How many pairs that may be copies are compared on all rows. */
    private static final int MOST_PAIRS = 50;

    private static final double ROUNDING = 1e-9;

    public FeatureProfile {
        constant = List.copyOf(constant);
        copies = List.copyOf(copies);
    }

    /** A feature that is a multiple of an earlier one, plus a constant where that counts. */
    public record Copy(int feature, int of) {}

    /**
     * Looks at a dataset of up to 1,000 features and at least two rows; of others nothing is told.
     *
     * @param affine whether a·x + b copies x, as it does for a model with an intercept; else only a·x does
     */
    public static FeatureProfile of(Dataset data, boolean affine) {
        return data.rows() < 2 || data.features() > MOST_FEATURES
                ? new FeatureProfile(new double[data.features()], List.of(), List.of())
                : new Look(data, affine).profile();
    }

    private static final class Look {
        private final Dataset data;
        private final boolean affine;
        private final int d;
        private final int[] sample;
        private final double[] mean;

        Look(Dataset data, boolean affine) {
            this.data = data;
            this.affine = affine;
            this.d = data.features();
            int step = Math.ceilDiv(data.rows(), SAMPLED_ROWS);
            this.sample = IntStream.iterate(0, row -> row < data.rows(), row -> row + step)
                    .toArray();
            this.mean = new double[d];
            for (int row : sample) {
                data.axpy(1.0 / sample.length, row, mean, 0);
            }
        }

        FeatureProfile profile() {
            double[] deviations = deviations();
            List<Integer> constant = IntStream.range(0, d)
                    .filter(j -> deviations[j] == 0 && isConstant(j))
                    .boxed()
                    .toList();
            // on two points every feature determines every other
            boolean mayCopy = d > 1 && data.rows() > 2;
            return new FeatureProfile(deviations, constant, mayCopy ? copies(deviations) : List.of());
        }

        private boolean isConstant(int feature) {
            double first = data.value(0, feature);
            double rounding = FeatureScaling.ROUNDING * Math.abs(first);
            return IntStream.range(1, data.rows())
                    .allMatch(row -> Math.abs(data.value(row, feature) - first) <= rounding);
        }

        private double[] deviations() {
            double[] squares = new double[d];
            double[] difference = new double[d];
            for (int row : sample) {
                for (int j = 0; j < d; j++) {
                    difference[j] = -mean[j];
                }
                data.axpy(1, row, difference, 0);
                for (int j = 0; j < d; j++) {
                    squares[j] += difference[j] * difference[j];
                }
            }
            for (int j = 0; j < d; j++) {
                double deviation = Math.sqrt(squares[j] / sample.length);
                squares[j] = deviation > ROUNDING * 1e-3 * Math.abs(mean[j]) ? deviation : 0;
            }
            return squares;
        }

        /**
         * Two random sums over the rows stand in the same ratio for a feature and its multiples; features that are near
         * in that ratio are compared row by row.
         */
        private List<Copy> copies(double[] deviations) {
            RandomStream random = RandomStream.of(0, RandomStream.Purpose.PROFILE);
            double[] one = new double[d];
            double[] other = new double[d];
            double ones = 0;
            double others = 0;
            for (int row : sample) {
                double a = random.normal();
                double b = random.normal();
                data.axpy(a, row, one, 0);
                data.axpy(b, row, other, 0);
                ones += a;
                others += b;
            }
            double[] ratio = new double[d];
            for (int j = 0; j < d; j++) {
                double shift = affine ? mean[j] : 0;
                ratio[j] = (one[j] - ones * shift) / (other[j] - others * shift);
            }
            List<Integer> byRatio = IntStream.range(0, d)
                    .filter(j -> deviations[j] > 0)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(j -> ratio[j]).thenComparing(j -> j))
                    .toList();
            List<Copy> found = new ArrayList<>();
            int compared = 0;
            for (int i = 1; i < byRatio.size() && compared < MOST_PAIRS; i++) {
                int before = byRatio.get(i - 1);
                int after = byRatio.get(i);
                if (Math.abs(ratio[after] - ratio[before]) <= ROUNDING * Math.abs(ratio[after])) {
                    compared++;
                    if (determines(before, after)) {
                        found.add(new Copy(Math.max(before, after), Math.min(before, after)));
                    }
                }
            }
            found.sort(Comparator.comparingInt(Copy::feature));
            return found;
        }

        private boolean determines(int feature, int other) {
            double one = affine ? meanOf(feature) : 0;
            double another = affine ? meanOf(other) : 0;
            double cross = 0;
            double squareOfOne = 0;
            double squareOfOther = 0;
            for (int row = 0; row < data.rows(); row++) {
                double x = data.value(row, feature) - one;
                double y = data.value(row, other) - another;
                cross += x * y;
                squareOfOne += x * x;
                squareOfOther += y * y;
            }
            return Math.abs(cross) >= (1 - ROUNDING) * Math.sqrt(squareOfOne) * Math.sqrt(squareOfOther);
        }

        private double meanOf(int feature) {
            double sum = 0;
            for (int row = 0; row < data.rows(); row++) {
                sum += data.value(row, feature);
            }
            return sum / data.rows();
        }
    }
}
