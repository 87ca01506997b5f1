package io.descent.optimize.spec;

import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.Optimizer;
import java.io.Serializable;

/**
 * How a model is trained: from where, over which batches, by which rule.
 *
 * @param schedule of the learning rate; of no effect on a solver
 * @param epochs at least 1; fewer are run when the stopping rule says so
 */
public record TrainingSpec(
        Optimizer optimizer,
        Schedule schedule,
        BatchSize batchSize,
        Shuffle shuffle,
        int epochs,
        Scaling scaling,
        Init init)
        implements Serializable {

    public TrainingSpec {
        if (epochs < 1) {
            throw new IllegalArgumentException("a fit has at least one epoch");
        }
        if (!(optimizer instanceof FirstOrder) && !(batchSize instanceof BatchSize.Full)) {
            throw new IllegalArgumentException("a solver takes all rows at once");
        }
    }

    /** Returns this with another optimizer. */
    public TrainingSpec withOptimizer(Optimizer other) {
        return new TrainingSpec(other, schedule, batchSize, shuffle, epochs, scaling, init);
    }

    /** Returns this with another number of epochs. */
    public TrainingSpec withEpochs(int other) {
        return new TrainingSpec(optimizer, schedule, batchSize, shuffle, other, scaling, init);
    }

    /** Returns this with another start. */
    public TrainingSpec withInit(Init other) {
        return new TrainingSpec(optimizer, schedule, batchSize, shuffle, epochs, scaling, other);
    }

    /** Returns the number of updates of an epoch. */
    public int updatesPerEpoch(int rows) {
        int batch = batchSize.of(rows);
        return (int) ((rows + (long) batch - 1) / batch);
    }
}
