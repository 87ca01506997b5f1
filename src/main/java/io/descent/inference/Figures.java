package io.descent.inference;

import io.descent.data.Dataset;
import io.descent.data.FeatureScaling;
import io.descent.data.ParameterShape;
import io.descent.kernel.Kernels;
import io.descent.objective.Huber;
import io.descent.objective.Objective;
import io.descent.objective.Poisson;
import io.descent.objective.SquaredError;
import org.jspecify.annotations.Nullable;

/** What is known of a fit as a whole at its optimum. */
final class Figures {

    private final Objective objective;
    private final Dataset data;
    private final ParameterShape shape;
    private final FeatureScaling scaling;
    private final InferenceSpec spec;
    private final Clusters clusters;
    private final int free;
    private final boolean linear;

    Figures(Objective objective, FeatureScaling scaling, InferenceSpec spec, Clusters clusters) {
        this.objective = objective;
        this.data = objective.data();
        this.shape = objective.shape();
        this.scaling = scaling;
        this.spec = spec;
        this.clusters = clusters;
        this.free = Derivatives.free(shape.outputs());
        this.linear = objective.loss() instanceof SquaredError;
    }

    /**
     * Finds it.
     *
     * @param parameters over the scaled features
     * @param rows how many there are, as their weights count them
     */
    FitStatistics at(Triangle triangle, double[] parameters, RowSums sums, double rows) {
        int size = triangle.size();
        boolean lines = Density.quantile(objective.loss()) != null;
        boolean likely = !(objective.loss() instanceof Huber) && !lines;
        return new FitStatistics(
                rows,
                size - (shape.intercept() ? free : 0),
                rows - size,
                !likely || linear,
                clusters.isNone() ? null : (Integer) clusters.count(),
                likely ? likelihood(parameters, sums, rows, size) : null,
                free == 1 && !lines ? condition(triangle) : null,
                free == 1 && !lines ? vif(triangle) : null);
    }

    private FitStatistics.OfLikelihood likelihood(double[] parameters, RowSums sums, double rows, int size) {
        double residual = rows - size;
        int model = size - (shape.intercept() ? free : 0);
        double[] alone = objective.constant();
        Likelihood found;
        Likelihood none;
        if (linear) {
            double constant = shape.intercept() ? alone[shape.weights()] : 0;
            double squares = 0;
            for (int i = 0; i < data.rows(); i++) {
                double off = data.targets()[i] - constant;
                squares += data.weight(i) * off * off;
            }
            found = Likelihood.ofSquares(sums.squares(), data, spec.weights(), rows);
            none = Likelihood.ofSquares(squares, data, spec.weights(), rows);
        } else {
            found = Likelihood.of(objective, parameters);
            none = Likelihood.of(objective, alone);
        }
        double scale = linear ? found.deviance() / residual : 1;
        int told = size + (linear ? 1 : 0);
        double share = found.deviance() / none.deviance();
        return new FitStatistics.OfLikelihood(
                found.log(),
                none.log(),
                2 * told - 2 * found.log(),
                told * StrictMath.log(rows) - 2 * found.log(),
                found.deviance(),
                none.deviance(),
                scale,
                objective.loss() instanceof Poisson ? (Double) (sums.squares() / residual) : null,
                linear && none.deviance() > 0 ? (Double) (1 - share) : null,
                linear && none.deviance() > 0 ? (Double) (1 - share * (residual + model) / residual) : null,
                test(found, none, model, residual, scale));
    }

    private FitStatistics.@Nullable Test test(
            Likelihood found, Likelihood none, int model, double residual, double scale) {
        if (model == 0) {
            return null;
        }
        if (linear) {
            double f = Math.max(none.deviance() - found.deviance(), 0) / model / scale;
            return new FitStatistics.Test.F(f, model, residual, Reference.ofF(f, model, residual));
        }
        double ratio = Math.max(2 * (found.log() - none.log()), 0);
        return new FitStatistics.Test.LikelihoodRatio(ratio, model, Reference.ofChiSquared(ratio, model));
    }

    /** Of the design in the data's own units: a column of it is the scaled one and a multiple of the intercept's. */
    private @Nullable Double condition(Triangle triangle) {
        int size = triangle.size();
        double[] own = triangle.values().clone();
        double[] center = scaling.center();
        double[] scale = scaling.scale();
        for (int j = shape.intercept() ? 1 : 0; j < size; j++) {
            int feature = j - (shape.intercept() ? 1 : 0);
            Kernels.scale(scale[feature], own, j * size, size);
            if (shape.intercept()) {
                own[j * size] += center[feature] * own[0];
            }
        }
        return ConditionNumber.of(own, size);
    }

    private double[] vif(Triangle triangle) {
        int size = triangle.size();
        int first = shape.intercept() ? 1 : 0;
        double[] vif = new double[size - first];
        for (int j = first; j < size; j++) {
            double[] axis = new double[size];
            axis[j] = 1;
            triangle.solveTransposed(axis);
            // the first row holds what a column has along the intercept
            double alone = Kernels.dot(
                    triangle.values(), j * size + first, triangle.values(), j * size + first, j + 1 - first);
            vif[j - first] = Math.max(Kernels.dot(axis, 0, axis, 0, size) * alone, 1);
        }
        return vif;
    }
}
