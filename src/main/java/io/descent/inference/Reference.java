package io.descent.inference;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** What statistics are compared with: Student's t where the scale is estimated from the residuals, else the normal distribution. */
public sealed interface Reference {

    /** Returns how probable a value as far from 0, or farther, is. */
    double pValue(double statistic);

    /** Returns within which distance of 0 a share {@code level} of all values is. */
    double quantile(double level);

    /** Returns that of a fit. */
    static Reference of(FitStatistics fit) {
        if (!fit.scaleIsEstimated()) {
            return new Z();
        }
        return new T(fit.clusters() == null ? fit.dfResidual() : fit.clusters() - 1);
    }

    /** Student's t with so many degrees of freedom. */
    record T(double degrees) implements Reference {
        @Override
        public double pValue(double statistic) {
            return 2 * TDistribution.of(degrees).survivalProbability(Math.abs(statistic));
        }

        @Override
        public double quantile(double level) {
            return TDistribution.of(degrees).inverseSurvivalProbability((1 - level) / 2);
        }
    }

    /** The normal distribution. */
    record Z() implements Reference {

        private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

        @Override
        public double pValue(double statistic) {
            return 2 * STANDARD.survivalProbability(Math.abs(statistic));
        }

        @Override
        public double quantile(double level) {
            return STANDARD.inverseSurvivalProbability((1 - level) / 2);
        }
    }

    /** Returns how probable an F as large, or larger, is. */
    static double ofF(double statistic, double numerator, double denominator) {
        return FDistribution.of(numerator, denominator).survivalProbability(statistic);
    }

    /** Returns how probable a χ² as large, or larger, is. */
    static double ofChiSquared(double statistic, double degrees) {
        return ChiSquaredDistribution.of(degrees).survivalProbability(statistic);
    }
}
