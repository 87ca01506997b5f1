package io.descent.fit.catalog;

import static io.descent.schema.Parameter.optional;

import io.descent.optimize.rule.Exact;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.rule.Optimizer;
import io.descent.schema.Domain;
import io.descent.schema.Parameter;
import io.descent.schema.Real;
import io.descent.schema.Structure;
import java.util.List;

/** The optimizers without a learning rate. */
final class SolverCatalog {

    private static final Parameter<Integer> MEMORY = optional(
            "memory", Domain.integer(1, 1000), Lbfgs.DEFAULT.memory(), "how many steps stand for the curvature");
    private static final Parameter<Double> GTOL = optional(
            "gtol",
            new Real(0, true, 1, false),
            Lbfgs.DEFAULT.gradientTolerance(),
            "converged once no partial derivative is above this share of the largest at zero parameters");
    private static final Parameter<Double> FTOL = optional(
            "ftol",
            new Real(0, true, 1, false),
            Lbfgs.DEFAULT.gainTolerance(),
            "converged once an iteration lowers the objective by no more than this share; 0 for as far as digits go");

    private SolverCatalog() {}

    /** Returns the solvers, which refuse what the rules beside them take. */
    static List<Structure<? extends Optimizer>> besides(List<Structure<? extends Optimizer>> rules) {
        String remembered = "the steps before are in its memory";
        return List.of(
                lbfgs().without(OptimizerCatalog.LEARNING_RATE, "a line search finds the step")
                        .without(OptimizerCatalog.MOMENTUM, remembered)
                        .without(OptimizerCatalog.DAMPENING, remembered)
                        .without(OptimizerCatalog.NESTEROV, remembered)
                        .withoutThoseOf(rules, "its steps come from a line search and the steps before"),
                exact().withoutThoseOf(rules, "there is nothing to step towards"));
    }

    private static Structure<Lbfgs> lbfgs() {
        return Structure.of(
                        Lbfgs.NAME,
                        Lbfgs.class,
                        "limited-memory BFGS over all rows, an iteration an epoch, with a line search for the "
                                + "strong Wolfe conditions (Nocedal and Wright 2006); under an l1 penalty "
                                + "OWL-QN (Andrew and Gao 2007). It ends once it has converged, also before "
                                + "`epochs`; the learning_rate of its history is the step it took. For "
                                + "losses with a slope everywhere",
                        a -> new Lbfgs(a.get(MEMORY), a.get(GTOL), a.get(FTOL)))
                .with(MEMORY, Lbfgs::memory)
                .with(GTOL, Lbfgs::gradientTolerance)
                .with(FTOL, Lbfgs::gainTolerance);
    }

    private static Structure<Exact> exact() {
        return Structure.of(
                Exact.NAME,
                Exact.class,
                "squared_error with no penalty or l2, solved outright in one epoch by Householder QR "
                        + "with column pivoting. Where the data leave the weights open, those of "
                        + "smallest norm over the scaled features",
                _ -> new Exact());
    }
}
