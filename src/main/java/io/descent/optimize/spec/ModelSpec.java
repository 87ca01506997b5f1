package io.descent.optimize.spec;

import io.descent.data.Dataset;
import io.descent.data.ParameterShape;
import io.descent.model.ModelType;
import io.descent.objective.LinearMargins;
import io.descent.objective.Loss;
import io.descent.objective.Margins;
import io.descent.objective.Penalty;
import java.io.Serializable;

/**
 * What is fitted: a model, and the objective that its parameters minimise, mean loss + penalty.
 *
 * <p>A model that is no linear map of the features makes other {@link Margins} here.
 *
 * @param type from margins to predictions
 * @param fitIntercept whether a margin has an intercept; it is never penalised
 */
public record ModelSpec(ModelType type, boolean fitIntercept, Loss loss, Penalty penalty) implements Serializable {

    /** Returns the layout of the parameters over this dataset. */
    public ParameterShape shape(Dataset data) {
        return new ParameterShape(data.features(), type.outputs(data), fitIntercept);
    }

    /** Returns the map from the features of these rows to their margins. */
    public Margins margins(Dataset data, ParameterShape shape) {
        if (!type.isLinear()) {
            throw new IllegalStateException("no margins for " + type);
        }
        return new LinearMargins(data, shape);
    }
}
