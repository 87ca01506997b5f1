package io.descent.inference;

import io.descent.data.Dataset;
import io.descent.data.FeatureScaling;
import io.descent.data.Parallel;
import io.descent.data.ParameterShape;
import io.descent.inference.Inference.Reason;
import io.descent.inference.Inference.Refused;
import io.descent.kernel.Kernels;
import io.descent.objective.Huber;
import io.descent.objective.LinearMargins;
import io.descent.objective.Objective;
import io.descent.objective.Penalty;
import io.descent.objective.SquaredError;
import io.descent.optimize.solve.FoldedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the optimum next to the parameters of a fit by Newton's method, and the covariance there. All is done over features that
 * are centred and scaled, by orthogonal factors; what is told is in the data's own units.
 *
 * <p>Twice the rows are read where the loss is squared: once for the triangle of the information, where the solver has not left it
 * ({@link FoldedRows}), once for the residuals. Other losses take a reading for each step.
 */
public final class Estimator {

    /** What the parameter without a feature is called in words. */
    static final String INTERCEPT = "the intercept";

    /** Of the parameters of all outputs. */
    private static final int MOST_PARAMETERS = 2000;

    private static final int MOST_OUTPUTS = 64;
    private static final int MOST_STEPS = 25;

    /** In standard errors; the information changes by as large a share of it. */
    static final double SHORT_STEP = 1e-10;

    /** What rounding may leave of a step. */
    private static final double ROUNDED_STEP = 1e-6;

    /** The share of the length of a column that rounding leaves where it follows from those before it. */
    private static final double DEPENDENT = 1e-12;

    /** How many ulps of the largest target rounding leaves of residuals. */
    private static final double EXACT_ULPS = 64;

    private static final Refused EXACT_FIT = new Refused(
            Reason.EXACT_FIT,
            "the model reproduces every target: what remains of them is rounding, and tells nothing of the parameters",
            List.of());

    private final Objective objective;
    private final @Nullable FoldedRows known;
    private final Dataset data;
    private final ParameterShape shape;
    private final FeatureScaling scaling;
    private final InferenceSpec spec;
    private final Clusters clusters;
    private final Parallel parallel;
    private final Blocks blocks;
    private final int free;
    private final int columns;
    private final boolean linear;
    private final @Nullable Huber huber;

    private Estimator(
            Objective objective,
            @Nullable FoldedRows known,
            FeatureScaling scaling,
            InferenceSpec spec,
            Clusters clusters,
            Parallel parallel) {
        this.clusters = clusters;
        this.objective = objective;
        this.known = known;
        this.data = objective.data();
        this.shape = objective.shape();
        this.scaling = scaling;
        this.spec = spec;
        this.parallel = parallel;
        this.blocks = new Blocks(shape, scaling);
        this.free = Derivatives.free(shape.outputs());
        this.columns = new Design(data, shape.intercept()).columns();
        this.linear = objective.loss() instanceof SquaredError;
        this.huber = objective.loss() instanceof Huber loss ? loss : null;
    }

    /** Tells it of rows of which nothing is known; see below. */
    public static Inference of(
            Objective objective,
            FeatureScaling scaling,
            double[] parameters,
            InferenceSpec spec,
            Clusters clusters,
            Parallel parallel) {
        return of(objective, null, scaling, parameters, spec, clusters, parallel);
    }

    /**
     * Tells how sure the parameters of a fit without a penalty are.
     *
     * @param objective over the scaled features, of squared_error, log_loss or poisson, or with a robust covariance huber, quantile or
     *     absolute_error
     * @param known the rows of the objective, where least squares have folded them; null where they have not
     * @param scaling from the data's own units
     * @param parameters that the fit has ended at, in the data's own units
     * @param clusters of the rows, where the covariance is clustered
     */
    public static Inference of(
            Objective objective,
            @Nullable FoldedRows known,
            FeatureScaling scaling,
            double[] parameters,
            InferenceSpec spec,
            Clusters clusters,
            Parallel parallel) {
        return new Estimator(objective, known, scaling, spec, clusters, parallel).estimate(parameters);
    }

    private Inference estimate(double[] parameters) {
        int size = blocks.size();
        if (size > MOST_PARAMETERS || free > MOST_OUTPUTS) {
            return new Refused(
                    Reason.TOO_MANY_PARAMETERS,
                    "the model has " + size + " parameters, and their covariance is computed for at most "
                            + MOST_PARAMETERS + ": leave features out",
                    List.of());
        }
        double rows = spec.weights() == InferenceSpec.Weights.FREQUENCY ? data.totalWeight() : data.rows();
        if (!(rows > size)) {
            return new Refused(
                    Reason.NO_DEGREES_OF_FREEDOM,
                    "there are " + count(rows) + " rows for " + size
                            + " parameters, and standard errors need more rows than parameters",
                    List.of());
        }
        if (clusters.isFewerThanTwo()) {
            return new Refused(
                    Reason.NO_DEGREES_OF_FREEDOM,
                    "all rows are of one cluster, and how clusters vary is seen from two on",
                    List.of());
        }
        double[] at = blocks.relative(scaling.toScaledUnits(parameters));
        double[] start = blocks.inBlocks(at);
        Double quantile = Density.quantile(objective.loss());
        Density density = quantile == null ? null : Density.of(quantile, objective, at, !clusters.isNone());
        if (density != null && !(density.bandwidth() > 0)) {
            return EXACT_FIT;
        }
        Information information = linear
                ? Information.ofSquares(objective, known, at, parallel)
                : Information.of(objective, density, at, parallel);
        List<String> dependent = dependent(information.triangle());
        if (!dependent.isEmpty()) {
            return whyDependent(dependent);
        }
        if (density != null) {
            // a loss of lines has no step that leads to its minimum
            return at(information.triangle(), density, start, start, rows);
        }
        double[] optimum = start.clone();
        double unit = huber == null ? 1 : huber.delta();
        Runaways runaways = new Runaways(objective, blocks, this::name);
        for (int steps = 1; ; steps++) {
            double[] step = information.step();
            double length = information.stepLength() / unit;
            // the information of squared errors is the same everywhere, and those of huber's outer part run nowhere
            if (!linear && huber == null && runaways.sees(step, length)) {
                return separable(runaways.features());
            }
            Kernels.axpy(1, step, 0, optimum, 0, size);
            if (linear || length <= SHORT_STEP || (steps == MOST_STEPS && length <= ROUNDED_STEP)) {
                break;
            }
            if (steps == MOST_STEPS || !Double.isFinite(length)) {
                return new Refused(
                        Reason.NOT_CONVERGED,
                        "Newton's method has found no maximum of the likelihood from the parameters of the fit: leave the "
                                + "optimizer open, or give more `epochs`",
                        List.of());
            }
            information = Information.of(objective, null, blocks.inOrder(optimum), parallel);
        }
        return at(information.triangle(), null, start, optimum, rows);
    }

    private Inference at(Triangle triangle, @Nullable Density density, double[] start, double[] optimum, double rows) {
        int size = triangle.size();
        double[] parameters = blocks.inOrder(optimum);
        RowSums sums = RowSums.of(objective, density, parameters, triangle, spec, clusters, parallel);
        if ((linear || huber != null) && sums.squares() <= data.totalWeight() * roundingOfTargets()) {
            return EXACT_FIT;
        }
        if (spec.covariance().takesLeverage() && sums.lever() >= 0) {
            return new Refused(
                    Reason.LEVERAGE_ONE,
                    "row " + sums.lever()
                            + " of those that are trained on, the first being 0, determines a parameter alone, so that "
                            + spec.covariance() + " is not defined: take \"HC0\" or \"HC1\"",
                    List.of());
        }
        FitStatistics fit = new Figures(objective, scaling, spec, clusters).at(triangle, parameters, sums, rows);
        double[] middle = middle(sums, fit);
        double[] estimate = new double[size];
        double[] stdError = new double[size];
        double[] before = new double[size];
        for (int j = 0; j < size; j++) {
            double[] direction = blocks.direction(j);
            estimate[j] = Kernels.dot(direction, 0, optimum, 0, size);
            before[j] = Kernels.dot(direction, 0, start, 0, size);
            triangle.solveTransposed(direction);
            stdError[j] = Math.sqrt(quadratic(middle, direction));
        }
        double moved = IntStream.range(0, size)
                .mapToDouble(j -> Math.abs(before[j] - estimate[j]) / stdError[j])
                .max()
                .orElse(0);
        if (!IntStream.range(0, size).allMatch(j -> stdError[j] > 0 && Double.isFinite(stdError[j]))) {
            return new Refused(
                    Reason.RANK_DEFICIENT,
                    "the standard error of a parameter is 0 or not finite: the rows tell nothing of it",
                    List.of());
        }
        return new Inference.Estimated(
                spec,
                free,
                shape.intercept(),
                Parameters.of(estimate, stdError, fit, spec.level()),
                fit,
                influence(sums, fit),
                free == 1 ? factor(triangle, middle) : CovarianceFactor.NONE,
                moved);
    }

    private List<Influence> influence(RowSums sums, FitStatistics fit) {
        FitStatistics.OfLikelihood likelihood = fit.likelihood();
        return likelihood == null
                ? List.of()
                : sums.largest().stream()
                        .map(row -> new Influence(
                                row.row(), row.leverage(), row.cooksDistance() / (columns * likelihood.scale())))
                        .toList();
    }

    /** Returns the square of what rounding leaves of a residual where a model reproduces the largest target. */
    private double roundingOfTargets() {
        double largest = Arrays.stream(data.targets()).map(Math::abs).max().orElse(0);
        double rounding = EXACT_ULPS * Math.ulp(largest);
        return rounding * rounding;
    }

    /** Returns the covariance of R·parameters, column after column. */
    private double[] middle(RowSums sums, FitStatistics fit) {
        int size = blocks.size();
        double[] middle = new double[size * size];
        FitStatistics.OfLikelihood likelihood = fit.likelihood();
        if (likelihood != null && !spec.covariance().isRobust()) {
            for (int j = 0; j < size; j++) {
                middle[j * size + j] = likelihood.scale();
            }
            return middle;
        }
        double factor = spec.covariance() == Covariance.Named.HC1
                ? fit.rows() / fit.dfResidual()
                : clusters.correction(fit.rows(), fit.dfResidual());
        Kernels.axpy(factor, sums.meat(), 0, middle, 0, middle.length);
        return middle;
    }

    private static double quadratic(double[] matrix, double[] vector) {
        int size = vector.length;
        double sum = 0;
        for (int j = 0; j < size; j++) {
            sum += vector[j] * Kernels.dot(matrix, j * size, vector, 0, size);
        }
        return Math.max(sum, 0);
    }

    private CovarianceFactor factor(Triangle triangle, double[] middle) {
        return CovarianceFactor.of(triangle, middle, scaling, shape.intercept());
    }

    /** Returns the names of features whose column follows from those before it. */
    private List<String> dependent(Triangle triangle) {
        List<String> names = new ArrayList<>();
        for (int j = 0; j < triangle.size(); j++) {
            String name = name(j);
            if (!(Math.abs(triangle.at(j, j)) > DEPENDENT * triangle.length(j)) && !names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private String name(int parameter) {
        int feature = parameter % columns - (shape.intercept() ? 1 : 0);
        return feature < 0 ? INTERCEPT : data.featureNames().get(feature);
    }

    /** Columns that only follow from each other as the loss weighs them are those of rows without any doubt. */
    private Refused whyDependent(List<String> names) {
        ParameterShape one = new ParameterShape(shape.features(), 1, shape.intercept());
        Objective plain = new Objective(data, new SquaredError(), new Penalty.None(), new LinearMargins(data, one));
        List<String> always = dependent(
                Information.of(plain, null, new double[one.size()], parallel).triangle());
        return !always.isEmpty()
                ? new Refused(
                        Reason.RANK_DEFICIENT,
                        "some features follow from others, so that many parameters fit equally well: leave out "
                                + String.join(", ", always),
                        always)
                : separable(names);
    }

    private static Refused separable(List<String> names) {
        return new Refused(
                Reason.SEPARABLE,
                "the likelihood has no maximum that can be found: it rises for as long as the weights of "
                        + String.join(", ", names)
                        + " grow, which set rows apart without a mistake; give a penalty, and do without standard errors",
                names);
    }

    private static String count(double rows) {
        return rows == Math.rint(rows) ? String.valueOf((long) rows) : String.valueOf(rows);
    }
}
