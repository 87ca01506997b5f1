package io.descent.inference;

import io.descent.data.Dataset;
import io.descent.objective.AbsoluteError;
import io.descent.objective.Loss;
import io.descent.objective.Objective;
import io.descent.objective.Quantile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How densely the errors of a quantile regression lie at 0, which is what its loss curves by (Powell 1991, with a normal kernel and the
 * bandwidth of Hall and Sheather 1988; as R's {@code summary.rq(se = "ker")}).
 *
 * @param quantile τ, which is predicted
 * @param bandwidth in the units of the target
 * @param clustered whether slopes are added up before they are squared, so that their signs count
 */
record Density(double quantile, double bandwidth, boolean clustered) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** What a standard deviation is of the distance between the quartiles of the normal distribution. */
    private static final double OF_QUARTILES = 1.34;

    private static final double SIGNIFICANCE = 0.05;

    /** Returns which quantile a loss has the model predict; null for another one. */
    static @Nullable Double quantile(Loss loss) {
        return switch (loss) {
            case Quantile(double q) -> (Double) q;
            case AbsoluteError _ -> (Double) 0.5;
            default -> null;
        };
    }

    /** Measures that of the errors at parameters; a bandwidth of 0 where half of them are 0. */
    static Density of(double quantile, Objective objective, double[] parameters, boolean clustered) {
        Dataset data = objective.data();
        double[] errors = new double[data.rows()];
        objective.margins(parameters, null, 0, errors.length, errors);
        for (int i = 0; i < errors.length; i++) {
            errors[i] = data.targets()[i] - errors[i];
        }
        double rows = data.totalWeight();
        double around = around(quantile, rows);
        double width = NORMAL.inverseCumulativeProbability(quantile + around)
                - NORMAL.inverseCumulativeProbability(quantile - around);
        double quartiles = (quantile(errors, data, 0.75) - quantile(errors, data, 0.25)) / OF_QUARTILES;
        return new Density(quantile, width * Math.min(deviation(errors, data), quartiles), clustered);
    }

    /** Returns how far around τ quantiles are compared. */
    private static double around(double quantile, double rows) {
        double at = NORMAL.inverseCumulativeProbability(quantile);
        double density = NORMAL.density(at);
        double around = StrictMath.pow(rows, -1 / 3.0)
                * StrictMath.pow(NORMAL.inverseSurvivalProbability(SIGNIFICANCE / 2), 2 / 3.0)
                * StrictMath.pow(1.5 * density * density / (2 * at * at + 1), 1 / 3.0);
        while (quantile - around < 0 || quantile + around > 1) {
            around /= 2;
        }
        return around;
    }

    private static double deviation(double[] errors, Dataset data) {
        double rows = data.totalWeight();
        double mean = 0;
        for (int i = 0; i < errors.length; i++) {
            mean += data.weight(i) * errors[i] / rows;
        }
        double squares = 0;
        for (int i = 0; i < errors.length; i++) {
            squares += data.weight(i) * (errors[i] - mean) * (errors[i] - mean);
        }
        return Math.sqrt(squares / (rows - 1));
    }

    /** Returns a quantile between two of the errors, as R and NumPy have it, of rows with as many copies as their weights say. */
    private static double quantile(double[] errors, Dataset data, double share) {
        int[] order = IntStream.range(0, errors.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> errors[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] upTo = new double[order.length];
        double sum = 0;
        for (int i = 0; i < order.length; i++) {
            sum += data.weight(order[i]);
            upTo[i] = sum;
        }
        double place = (sum - 1) * share;
        double floor = Math.floor(place);
        double low = errors[order[at(upTo, floor)]];
        double high = errors[order[at(upTo, Math.min(floor + 1, sum - 1))]];
        return low + (place - floor) * (high - low);
    }

    /** Returns which row the copy of this number is of, the first being 0. */
    private static int at(double[] upTo, double copy) {
        int found = Arrays.binarySearch(upTo, copy);
        return Math.clamp(found >= 0 ? found + 1 : -found - 1, 0, upTo.length - 1);
    }

    /** Returns the density that an error adds. */
    double at(double error) {
        return NORMAL.density(error / bandwidth) / bandwidth;
    }

    /** Returns the slope of the loss by the margin; where its sign does not count the root of its variance, τ·(1 − τ). */
    double slope(double error) {
        return clustered ? (error > 0 ? -quantile : 1 - quantile) : Math.sqrt(quantile * (1 - quantile));
    }
}
