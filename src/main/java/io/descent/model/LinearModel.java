package io.descent.model;

import io.descent.data.Classes;
import io.descent.data.Dataset;
import io.descent.data.ParameterShape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model with its parameters in the data's own units.
 *
 * @param features the d names of the features
 * @param coef the K·d weights, finite, all of the first output before those of the second
 * @param intercept one for each of the K outputs; 0 for a model without one
 * @param classes the classes of a classifier, else null
 */
public record LinearModel(
        ModelType type,
        List<String> features,
        double[] coef,
        double[] intercept,
        @Nullable Classes classes) {

    public LinearModel {
        features = List.copyOf(features);
        if (features.size() * intercept.length != coef.length) {
            throw new IllegalArgumentException("a weight for each feature and output is needed");
        }
        if (type.classifies() != (classes != null)) {
            throw new IllegalArgumentException("a classifier, and nothing else, has classes");
        }
    }

    /** Returns the model with parameters of this shape. */
    public static LinearModel of(
            ModelType type,
            List<String> features,
            ParameterShape shape,
            double[] parameters,
            @Nullable Classes classes) {
        return new LinearModel(
                type,
                features,
                Arrays.copyOf(parameters, shape.weights()),
                shape.intercept()
                        ? Arrays.copyOfRange(parameters, shape.weights(), shape.size())
                        : new double[shape.outputs()],
                classes);
    }

    /** Returns K, the number of margins of a row. */
    public int outputs() {
        return intercept.length;
    }

    /** Returns the n·K margins of a dataset with these features, row after row. */
    public double[] margins(Dataset data) {
        int outputs = outputs();
        double[] margins = new double[data.rows() * outputs];
        for (int i = 0; i < data.rows(); i++) {
            for (int k = 0; k < outputs; k++) {
                margins[i * outputs + k] = data.dot(i, coef, k * features.size()) + intercept[k];
            }
        }
        return margins;
    }

    /**
     * Returns the margin of an output at a row, as it is predicted: 0 + w₁·x₁ + w₂·x₂ + … + b from left to right, each
     * product and each sum rounded on its own. Everything that predicts outside of this service can sum so, too, and get
     * the same double; {@link #margins}, which serves the training, sums in another order.
     *
     * @param rows the features of rows, one row after the other
     * @param from where the row begins
     */
    public double margin(double[] rows, int from, int output) {
        int width = features.size();
        int weight = output * width;
        double sum = 0;
        for (int j = 0; j < width; j++) {
            sum += coef[weight + j] * rows[from + j];
        }
        return sum + intercept[output];
    }

    /**
     * Returns the same of a row of which only the features that are not 0 are given, in rising order.
     *
     * @param from where the row begins in both arrays
     * @param to where it ends
     */
    public double margin(double[] values, int[] indices, int from, int to, int output) {
        int weight = output * features.size();
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += coef[weight + indices[k]] * values[k];
        }
        return sum + intercept[output];
    }
}
