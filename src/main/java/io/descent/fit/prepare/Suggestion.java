package io.descent.fit.prepare;

import io.descent.fit.catalog.AutoOptimizer;
import io.descent.fit.catalog.FitConfig;
import io.descent.fit.catalog.FitSettings;
import io.descent.fit.catalog.ScheduleCatalog;
import io.descent.fit.catalog.StoppingChoice;
import io.descent.optimize.rule.Exact;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.rule.Optimizer;
import io.descent.optimize.rule.Sgd;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Init;
import io.descent.optimize.spec.Scaling;
import io.descent.optimize.spec.StoppingRule;
import io.descent.optimize.spec.TrainingSpec;
import io.descent.schema.Mistakes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings that converge where those of a fit did not: a rate from the data with the schedule that goes with it, scaled
 * features, a start near by, time to converge.
 */
final class Suggestion {

    private Suggestion() {}

    static FitConfig of(Preparation failed, Limits limits) {
        FitSpec spec = failed.config().spec();
        Optimizer optimizer = gentler(spec);
        boolean kinked = kinked(spec);
        TrainingSpec training = new TrainingSpec(
                optimizer,
                // the caller's may be what let the rate grow, or end before it has led anywhere
                kinked ? AutoOptimizer.FALLING : ScheduleCatalog.defaultFor(optimizer),
                kinked ? AutoOptimizer.KINKED_BATCH : spec.training().batchSize(),
                spec.training().shuffle(),
                spec.training().epochs(),
                Scaling.STANDARDIZE,
                new Init.Zeros());
        FitSpec gentler = spec.with(training)
                .with(new StoppingRule(
                        convergence(optimizer, kinked), spec.stopping().timeLimitSeconds()));
        double epochs = Math.min(
                Math.max(spec.training().epochs(), FitSettings.MOST_EPOCHS), mostEpochs(failed, gentler, limits));
        return failed.config().with(gentler.with(training.withEpochs(Math.max((int) epochs, 1))), Map.of());
    }

    /** Tells whether it takes the defaults of a loss with kinks, where no rate of its own leads to the minimum. */
    private static boolean kinked(FitSpec spec) {
        return spec.model().loss().kinked() && spec.training().optimizer() instanceof Sgd;
    }

    private static Optimizer gentler(FitSpec spec) {
        return switch (spec.training().optimizer()) {
            case Sgd _ when kinked(spec) -> AutoOptimizer.KINKED_RULE;
            case FirstOrder rule -> rule.withAutomaticRate();
            case Lbfgs lbfgs -> lbfgs;
            case Exact exact -> exact;
        };
    }

    /** Returns how many epochs of other settings the limits allow on the same data. */
    private static double mostEpochs(Preparation failed, FitSpec other, Limits limits) {
        SizeCheck check = new SizeCheck(failed.data().dataset(), failed.validation(), limits, new Mistakes());
        return check.mostEpochs(other, check.workPerEpoch(other));
    }

    private static StoppingRule.@Nullable Convergence convergence(Optimizer optimizer, boolean kinked) {
        if (!(optimizer instanceof FirstOrder)) {
            return null;
        }
        return kinked ? AutoOptimizer.KINKED_CONVERGENCE : StoppingChoice.DEFAULT_CONVERGENCE;
    }
}
