package io.descent.optimize.spec;

import io.descent.data.Dataset;
import io.descent.data.ParameterShape;
import io.descent.model.ModelType;
import io.descent.objective.Loss;
import io.descent.objective.Penalty;

/**
 * What is fitted: a model, and the objective that its parameters minimise, mean loss + penalty.
 *
 * @param type from margins to predictions
 * @param fitIntercept whether a margin has an intercept; it is never penalised
 */
public record ModelSpec(ModelType type, boolean fitIntercept, Loss loss, Penalty penalty) {

    /** Returns the layout of the parameters over this dataset. */
    public ParameterShape shape(Dataset data) {
        return new ParameterShape(data.features(), type.outputs(data), fitIntercept);
    }
}
