package io.descent.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The minimum of a problem's objective between two bounds, found by methods that the service does not have: an
 * interior-point method for losses of lines and parabolas, Newton's for the others. The upper bound is the objective at
 * a point; the lower one follows from it by duality.
 *
 * @param floor below which no fit can be: 0, or for Poisson counts the mean of y − y·log y
 * @param unit what a fit without features has above the floor, an epsilon left out: the scale of the objective
 */
public record IndependentMinimum(double lower, double upper, double floor, double unit) {

    /** Rounding that the two bounds may lie apart by, as a share of the unit. */
    private static final double ROUNDING = 1e-12;

    public static IndependentMinimum of(Problem problem) {
        if (problem.loss().equals("perceptron")) {
            // zero parameters are a minimum; its margins have no unit of their own
            return new IndependentMinimum(0, 0, 0, 1);
        }
        double floor = floor(problem);
        double center = center(problem);
        double unit = LossRamps.make(problem)
                ? LossRamps.meanWithoutTubeAt(problem, center)
                : new SmoothLoss(problem, Design.empty(problem), center, 1).value(new double[problem.outputs()]);
        if (unit == 0) {
            return new IndependentMinimum(floor, floor, floor, 0);
        }
        QuadraticProgram.Solution solution = solve(problem, center, unit);
        double upper = solution.value() * unit;
        return new IndependentMinimum(floor + Math.max(upper - solution.gap() * unit, 0), floor + upper, floor, unit);
    }

    /** Tells whether the bounds lie within 1e-8 of the minimum above its floor, and some rounding. */
    public boolean isCertain() {
        return upper - lower <= 1e-8 * (lower - floor) + ROUNDING * unit;
    }

    private static QuadraticProgram.Solution solve(Problem problem, double center, double unit) {
        Design design = Design.of(problem);
        double margin = spread(problem, center);
        double l1 = problem.l1() * margin / unit;
        double l2 = problem.l2() * margin * margin / unit;
        boolean[] penalised = penalised(design, problem.outputs());
        if (!LossRamps.make(problem)) {
            return new ProximalNewton(new SmoothLoss(problem, design, center, unit), penalised, l1, l2).solve();
        }
        List<Ramp> ramps = new ArrayList<>(LossRamps.of(problem, design, center, margin, unit));
        double[] zeros = new double[penalised.length];
        ramps.addAll(ProximalNewton.absolutes(penalised, l1, zeros));
        double[][] quadratic = new double[penalised.length][penalised.length];
        for (int j = 0; j < penalised.length; j++) {
            quadratic[j][j] = penalised[j] ? l2 : 0;
        }
        return new QuadraticProgram(quadratic, zeros, ramps, zeros).solve();
    }

    private static boolean[] penalised(Design design, int outputs) {
        int d = design.rows()[0].length;
        boolean[] penalised = new boolean[outputs * d];
        for (int k = 0; k < outputs; k++) {
            Arrays.fill(penalised, k * d, k * d + design.penalised(), true);
        }
        return penalised;
    }

    private static double floor(Problem problem) {
        if (!problem.model().equals("poisson")) {
            return 0;
        }
        return IntStream.range(0, problem.y().length)
                .mapToDouble(i -> {
                    double y = problem.y()[i];
                    return y == 0 ? 0 : problem.weights()[i] * (y - y * Math.log(y));
                })
                .sum();
    }

    /** Returns the margin of a good fit without features: the median, or the logarithm of the mean count; else 0. */
    private static double center(Problem problem) {
        if (!problem.intercept()) {
            return 0;
        }
        return switch (problem.model()) {
            case "linear" -> median(problem);
            case "poisson" -> {
                double mean = 0;
                for (int i = 0; i < problem.y().length; i++) {
                    mean += problem.weights()[i] * problem.y()[i];
                }
                yield Math.log(mean);
            }
            default -> 0;
        };
    }

    private static double median(Problem problem) {
        int[] ascending = IntStream.range(0, problem.y().length)
                .boxed()
                .sorted((a, b) -> Double.compare(problem.y()[a], problem.y()[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double below = 0;
        for (int i : ascending) {
            below += problem.weights()[i];
            if (below >= 0.5) {
                return problem.y()[i];
            }
        }
        return problem.y()[ascending[ascending.length - 1]];
    }

    /** Returns the unit of margins: how far the targets of a regression lie from the center, else 1. */
    private static double spread(Problem problem, double center) {
        if (!problem.model().equals("linear")) {
            return 1;
        }
        double sum = 0;
        for (int i = 0; i < problem.y().length; i++) {
            sum += problem.weights()[i] * Math.pow(problem.y()[i] - center, 2);
        }
        return Math.sqrt(sum);
    }
}
