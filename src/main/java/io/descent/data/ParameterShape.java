package io.descent.data;

import java.io.Serializable;

/**
 * The layout of parameters, gradients and directions: outputs × features weights, all of the first output before those
 * of the second, then one intercept for each output where there are intercepts.
 *
 * @param features d, the number of features
 * @param outputs K, how many margins a row has: 1, or the number of classes of a softmax model
 * @param intercept whether each margin has an intercept
 */
public record ParameterShape(int features, int outputs, boolean intercept) implements Serializable {

    public ParameterShape {
        if (features < 1 || outputs < 1) {
            throw new IllegalArgumentException("there is at least one feature and one output");
        }
    }

    /** Returns K·d, the number of weights; the intercepts follow them. */
    public int weights() {
        return outputs * features;
    }

    /** Returns the number of parameters. */
    public int size() {
        return intercept ? weights() + outputs : weights();
    }
}
