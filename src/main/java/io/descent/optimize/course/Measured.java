package io.descent.optimize.course;

/**
 * What was measured at an epoch's end, at the parameters that would be answered then.
 *
 * @param objective exact over the rows that are trained on; NaN where it was not asked for
 * @param valLoss exact mean loss over the validation rows; NaN where there are none
 * @param valMetrics the running metrics over the validation rows, in their order; empty where there are none
 */
public record Measured(double objective, double valLoss, double[] valMetrics) {

    /** Nothing was measured. */
    public static final Measured NOTHING = new Measured(Double.NaN, Double.NaN, new double[0]);
}
