package io.descent.optimize;

import io.descent.data.DenseRows;
import io.descent.data.SparseDataset;
import io.descent.objective.MarginLoss;
import io.descent.objective.Objective;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.spec.FitSpec;

/** The ways over the rows, and which of them suits a fit. */
final class Passes {

    private Passes() {}

    /** Returns the way that suits a fit best. */
    static Pass of(LocalPlan plan, Rates rates, RowOrder order, Interrupt interrupt, Recorder recorder, Team team) {
        FitSpec spec = plan.spec();
        Objective objective = plan.objective();
        if (plan.scaled() instanceof DenseRows dense
                && spec.model().loss() instanceof MarginLoss loss
                && RowPass.suits(spec, dense.rows())) {
            return new RowPass(spec, rates, dense, loss, order, interrupt);
        }
        if (plan.scaled() instanceof SparseDataset sparse) {
            if (spec.model().loss() instanceof MarginLoss loss && RowPass.suits(spec, sparse.rows())) {
                return new SparseRowPass(spec, rates, sparse, loss, order, interrupt);
            }
            if (SparseBatchPass.suits(spec, sparse)) {
                return new SparseBatchPass(rates, sparse, objective, order, interrupt, recorder.tally());
            }
        }
        return switch (spec.training().optimizer()) {
            case FirstOrder optimizer -> new BatchPass(optimizer, rates, objective, order, interrupt, recorder, team);
            case Lbfgs settings -> new LbfgsPass(settings, objective, interrupt, recorder, team);
            case Exact _ -> new ExactPass(plan, interrupt, recorder, team);
        };
    }

    /** Tells whether updates are those of plain gradient descent on a linear model, and single ones are not recorded. */
    static boolean descendsPlainly(FitSpec spec) {
        return spec.model().type().isLinear()
                && spec.training().optimizer() instanceof FirstOrder rule
                && rule.isPlainDescent()
                && spec.history().unit() == HistorySpec.Unit.EPOCH
                && !spec.history().include().contains(HistorySpec.Include.GRADIENT)
                && !spec.history().include().contains(HistorySpec.Include.DIRECTION);
    }
}
