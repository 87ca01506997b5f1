package io.descent.inference;

import io.descent.data.FeatureScaling;
import io.descent.data.ParameterShape;
import io.descent.kernel.Kernels;

/**
 * The free parameters in blocks, one after the other for each free margin, its intercept before its weights, over features that are centred
 * and scaled. Of the K margins of softmax the first is held at 0.
 */
final class Blocks {

    private final ParameterShape shape;
    private final FeatureScaling scaling;
    private final int free;
    private final int columns;

    Blocks(ParameterShape shape, FeatureScaling scaling) {
        this.shape = shape;
        this.scaling = scaling;
        this.free = Derivatives.free(shape.outputs());
        this.columns = shape.features() + (shape.intercept() ? 1 : 0);
    }

    /** Returns how many parameters are free. */
    int size() {
        return free * columns;
    }

    /** Returns what a parameter in the data's own units is of those over scaled features. */
    double[] direction(int parameter) {
        double[] direction = new double[free * columns];
        int from = parameter / columns * columns;
        int first = shape.intercept() ? 1 : 0;
        double[] center = scaling.center();
        double[] scale = scaling.scale();
        if (shape.intercept() && parameter == from) {
            direction[from] = 1;
            for (int j = 0; j < center.length; j++) {
                direction[from + first + j] = -center[j] / scale[j];
            }
        } else {
            direction[parameter] = 1 / scale[parameter - from - first];
        }
        return direction;
    }

    /** Returns parameters whose first output is 0 for all rows: only differences of the others from it tell anything. */
    double[] relative(double[] parameters) {
        if (shape.outputs() == 1) {
            return parameters;
        }
        double[] relative = parameters.clone();
        int features = shape.features();
        for (int k = shape.outputs() - 1; k >= 0; k--) {
            Kernels.axpy(-1, parameters, 0, relative, k * features, features);
            if (shape.intercept()) {
                relative[shape.weights() + k] -= parameters[shape.weights()];
            }
        }
        return relative;
    }

    double[] inBlocks(double[] parameters) {
        double[] blocks = new double[free * columns];
        int held = shape.outputs() - free;
        int first = shape.intercept() ? 1 : 0;
        for (int k = 0; k < free; k++) {
            if (shape.intercept()) {
                blocks[k * columns] = parameters[shape.weights() + held + k];
            }
            System.arraycopy(parameters, (held + k) * shape.features(), blocks, k * columns + first, shape.features());
        }
        return blocks;
    }

    double[] inOrder(double[] blocks) {
        double[] parameters = new double[shape.size()];
        int held = shape.outputs() - free;
        int first = shape.intercept() ? 1 : 0;
        for (int k = 0; k < free; k++) {
            if (shape.intercept()) {
                parameters[shape.weights() + held + k] = blocks[k * columns];
            }
            System.arraycopy(blocks, k * columns + first, parameters, (held + k) * shape.features(), shape.features());
        }
        return parameters;
    }
}
