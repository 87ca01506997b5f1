package io.descent.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Synthetic data. The points depend on the record and the seed alone.
 *
 * <p>The constructors throw {@link IllegalArgumentException} for numbers of rows or features below 1, negative
 * deviations and numbers that are not finite.
 */
public sealed interface Generator {

    /** Returns the number of rows that {@link #generate} will make. */
    int rows();

    /** Returns the number of features of each row. */
    int features();

    /** Makes the points from random numbers of a stream. */
    Generated generate(RandomStream random);

    /** Makes the points from a seed. */
    default Generated generate(long seed) {
        return generate(RandomStream.of(seed, RandomStream.Purpose.GENERATOR));
    }

    /** Features row after row, and the target. */
    record Generated(double[] values, double[] targets) {}

    /** Where the x of a line come from. */
    sealed interface X {
        /** Numbers drawn uniformly from [low, high). */
        record Uniform(double low, double high) implements X {
            public Uniform {
                require(Double.isFinite(high - low) && low < high, "a range must be finite and not empty");
            }
        }

        /** The integers from start up to and without end, in order. */
        record Range(int start, int end) implements X {
            public Range {
                require(start < end && (long) end - start <= Integer.MAX_VALUE, "a range must not be empty");
            }
        }
    }

    /**
     * Points about a line: y = slope·x + intercept + noise·N(0, 1).
     *
     * @param noise the standard deviation of the noise, at least 0
     */
    record Line(int rows, double slope, double intercept, X x, double noise) implements Generator {
        public Line {
            require(rows >= 1 && (!(x instanceof X.Range(int start, int end)) || rows == end - start), "bad rows");
            require(noise >= 0 && Double.isFinite(noise + slope + intercept), "bad noise, slope or intercept");
        }

        @Override
        public int features() {
            return 1;
        }

        @Override
        public Generated generate(RandomStream random) {
            double[] values = new double[rows];
            double[] targets = new double[rows];
            for (int i = 0; i < rows; i++) {
                values[i] = switch (x) {
                    case X.Uniform(double low, double high) -> random.uniform(low, high);
                    case X.Range(int start, int _) -> start + i;
                };
                targets[i] = slope * values[i] + intercept;
                if (noise > 0) {
                    targets[i] += noise * random.normal();
                }
            }
            return new Generated(values, targets);
        }
    }

    /**
     * Standard normal features with a linear response: y = coef·x + intercept + noise·N(0, 1).
     *
     * @param coef the d coefficients
     * @param noise the standard deviation of the noise, at least 0
     */
    record Linear(int rows, List<Double> coef, double intercept, double noise) implements Generator {
        public Linear {
            coef = List.copyOf(coef);
            require(rows >= 1 && !coef.isEmpty(), "at least one row and one coefficient are needed");
            require(noise >= 0 && Double.isFinite(noise + intercept), "bad noise or intercept");
        }

        @Override
        public int features() {
            return coef.size();
        }

        @Override
        public Generated generate(RandomStream random) {
            int d = coef.size();
            double[] weights = coef.stream().mapToDouble(Double::doubleValue).toArray();
            double[] values = new double[Math.multiplyExact(rows, d)];
            double[] targets = new double[rows];
            for (int i = 0; i < rows; i++) {
                double y = intercept;
                for (int j = 0; j < d; j++) {
                    double x = random.normal();
                    values[i * d + j] = x;
                    y += weights[j] * x;
                }
                targets[i] = noise > 0 ? y + noise * random.normal() : y;
            }
            return new Generated(values, targets);
        }
    }

    /**
     * Isotropic normal clouds, one a class; the target is the class, dealt in turn (row i belongs to i mod centers).
     * The centres are the first points of a square lattice about the origin whose neighbours are {@code separation}
     * apart.
     *
     * @param std the standard deviation of each cloud in each direction, at least 0
     */
    record Blobs(int rows, int features, int centers, double std, double separation) implements Generator {
        public Blobs {
            require(rows >= 1 && features >= 1 && centers >= 1, "rows, features and centers are at least 1");
            require(std >= 0 && separation >= 0 && Double.isFinite(std + separation), "bad std or separation");
        }

        @Override
        public Generated generate(RandomStream random) {
            List<double[]> lattice = lattice();
            double[] values = new double[Math.multiplyExact(rows, features)];
            double[] targets = new double[rows];
            for (int i = 0; i < rows; i++) {
                int k = i % centers;
                for (int j = 0; j < features; j++) {
                    values[i * features + j] = lattice.get(k)[j] + std * random.normal();
                }
                targets[i] = k;
            }
            return new Generated(values, targets);
        }

        private List<double[]> lattice() {
            int side = 1;
            while (StrictMath.pow(side, features) < centers) {
                side++;
            }
            double[] mean = new double[features];
            List<double[]> points = new ArrayList<>();
            for (int k = 0; k < centers; k++) {
                double[] point = new double[features];
                for (int j = 0, rest = k; j < features && rest > 0; j++, rest /= side) {
                    point[j] = separation * (rest % side);
                    mean[j] += point[j] / centers;
                }
                points.add(point);
            }
            points.forEach(point -> {
                for (int j = 0; j < features; j++) {
                    point[j] -= mean[j];
                }
            });
            return points;
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
