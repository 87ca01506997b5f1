package io.descent.optimize;

import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.data.ParameterShape;
import io.descent.data.SparseDataset;
import io.descent.model.ModelType;
import io.descent.objective.Loss;
import io.descent.objective.Penalty;
import io.descent.objective.SquaredError;

/**
 * Everything that was chosen for a fit; together with the data it decides every bit of the answer, a time limit aside.
 *
 * @param epochs at least 1; fewer are run when the stopping rule says so
 * @param seed of every random stream of the fit
 */
public record FitSpec(
        ModelType model,
        boolean fitIntercept,
        Loss loss,
        Penalty penalty,
        Optimizer optimizer,
        Schedule schedule,
        BatchSize batchSize,
        Shuffle shuffle,
        int epochs,
        Scaling scaling,
        Init init,
        StoppingRule stopping,
        long seed,
        HistorySpec history) {

    public FitSpec {
        if (epochs < 1) {
            throw new IllegalArgumentException("a fit has at least one epoch");
        }
        for (RunningMetric metric : history.metrics()) {
            if (!metric.suits(model)) {
                throw new IllegalArgumentException("not a metric of this model: " + metric);
            }
        }
        if (optimizer instanceof Exact && !(loss instanceof SquaredError && penalty.l1() == 0)) {
            throw new IllegalArgumentException("only squared errors without an l1 penalty can be solved outright");
        }
        if (optimizer instanceof Lbfgs && !Lbfgs.minimises(loss)) {
            throw new IllegalArgumentException("a line search needs a loss with a slope everywhere");
        }
        if (!(optimizer instanceof FirstOrder) && !(batchSize instanceof BatchSize.Full)) {
            throw new IllegalArgumentException("a solver takes all rows at once");
        }
        if (!fitIntercept && init instanceof Init.Values values && values.hasIntercept()) {
            throw new IllegalArgumentException("a model without intercept cannot start with one");
        }
    }

    /** Returns this with another optimizer. */
    public FitSpec withOptimizer(Optimizer other) {
        return new FitSpec(
                model,
                fitIntercept,
                loss,
                penalty,
                other,
                schedule,
                batchSize,
                shuffle,
                epochs,
                scaling,
                init,
                stopping,
                seed,
                history);
    }

    /** Returns this with another number of epochs. */
    public FitSpec withEpochs(int other) {
        return new FitSpec(
                model,
                fitIntercept,
                loss,
                penalty,
                optimizer,
                schedule,
                batchSize,
                shuffle,
                other,
                scaling,
                init,
                stopping,
                seed,
                history);
    }

    /** Returns this with another start. */
    public FitSpec withInit(Init other) {
        return new FitSpec(
                model,
                fitIntercept,
                loss,
                penalty,
                optimizer,
                schedule,
                batchSize,
                shuffle,
                epochs,
                scaling,
                other,
                stopping,
                seed,
                history);
    }

    /** Returns the layout of the parameters over this dataset. */
    public ParameterShape shape(Dataset data) {
        return new ParameterShape(data.features(), model.outputs(data), fitIntercept);
    }

    /**
     * Returns about how many multiply-adds an epoch takes: rows × parameters, or, for sparse rows, outputs × what they
     * store and all parameters as often as they are all touched. That of {@link LeastSquares} is not in it.
     */
    public double workPerEpoch(Dataset data) {
        ParameterShape shape = shape(data);
        return switch (data) {
            case DenseDataset _ -> (double) data.rows() * shape.size();
            case SparseDataset sparse -> {
                boolean lazy = RowPass.suits(this, data.rows()) || SparseBatchPass.suits(this, sparse);
                double touchingAll = lazy ? 1 : updatesPerEpoch(data.rows());
                yield (double) shape.outputs() * (sparse.stored() + data.rows()) + touchingAll * shape.size();
            }
        };
    }

    /** Returns about how many multiply-adds all epochs take. */
    public double work(Dataset data) {
        return optimizer instanceof Exact
                ? workPerEpoch(data) + LeastSquares.work(data.rows(), shape(data))
                : workPerEpoch(data) * epochs;
    }

    /** Tells whether updates are those of plain gradient descent, of which single ones are not told. */
    boolean descendsPlainly() {
        return optimizer instanceof Sgd sgd
                && sgd.momentum() == 0
                && history.unit() == HistorySpec.Unit.EPOCH
                && !history.include().contains(HistorySpec.Include.GRADIENT)
                && !history.include().contains(HistorySpec.Include.DIRECTION);
    }

    /** Returns the number of updates of an epoch. */
    public int updatesPerEpoch(int rows) {
        int batch = batchSize.of(rows);
        return (int) ((rows + (long) batch - 1) / batch);
    }
}
