package io.descent.inference;

/**
 * What is known of each parameter, all finite.
 *
 * @param estimate at the optimum
 * @param stdError the root of its variance, above 0
 * @param statistic estimate / stdError
 * @param pValue how probable a statistic as far from 0, or farther, is where the parameter is 0
 * @param lower the lower end of the interval
 * @param upper its upper end
 */
public record Parameters(
        double[] estimate, double[] stdError, double[] statistic, double[] pValue, double[] lower, double[] upper) {

    /** Returns what follows from estimates and their errors. */
    public static Parameters of(double[] estimate, double[] stdError, FitStatistics fit, double level) {
        Reference reference = Reference.of(fit);
        int size = estimate.length;
        double reach = reference.quantile(level);
        double[] statistic = new double[size];
        double[] pValue = new double[size];
        double[] lower = new double[size];
        double[] upper = new double[size];
        for (int j = 0; j < size; j++) {
            statistic[j] = estimate[j] / stdError[j];
            pValue[j] = reference.pValue(statistic[j]);
            lower[j] = estimate[j] - reach * stdError[j];
            upper[j] = estimate[j] + reach * stdError[j];
        }
        return new Parameters(estimate, stdError, statistic, pValue, lower, upper);
    }
}
