package io.descent.model;

import io.descent.data.Classes;
import io.descent.data.DenseDataset;
import io.descent.kernel.Kernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model with its parameters in the data's own units.
 *
 * @param features the d names of the features
 * @param coef the d weights, finite
 * @param intercept 0 for a model without one
 * @param classes the two classes of a classifier, else null
 */
public record LinearModel(
        ModelType type,
        List<String> features,
        double[] coef,
        double intercept,
        @Nullable Classes classes) {

    public LinearModel {
        features = List.copyOf(features);
        if (features.size() != coef.length) {
            throw new IllegalArgumentException("as many names as coefficients are needed");
        }
        if (type.classifies() != (classes != null)) {
            throw new IllegalArgumentException("a classifier, and nothing else, has classes");
        }
    }

    /** Returns the margin of one row. */
    public double margin(DenseDataset data, int row) {
        return Kernels.dot(data.values(), row * coef.length, coef, 0, coef.length) + intercept;
    }

    /** Returns the n margins of a dataset with these features. */
    public double[] margins(DenseDataset data) {
        double[] margins = new double[data.rows()];
        for (int i = 0; i < margins.length; i++) {
            margins[i] = margin(data, i);
        }
        return margins;
    }
}
