package io.descent.fit;

import io.descent.optimize.AdamW;
import io.descent.optimize.BatchSize;
import io.descent.optimize.Exact;
import io.descent.optimize.FirstOrder;
import io.descent.optimize.FitSpec;
import io.descent.optimize.Init;
import io.descent.optimize.Lbfgs;
import io.descent.optimize.LearningRate;
import io.descent.optimize.Optimizer;
import io.descent.optimize.Scaling;
import io.descent.optimize.Sgd;
import io.descent.optimize.StoppingRule;
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
        FitSpec gentler = new FitSpec(
                spec.model(),
                spec.fitIntercept(),
                spec.loss(),
                spec.penalty(),
                optimizer,
                // the caller's may be what let the rate grow, or end before it has led anywhere
                kinked ? LossDefaults.FALLING : ScheduleCatalog.defaultFor(optimizer),
                kinked ? new BatchSize.Rows(1) : spec.batchSize(),
                spec.shuffle(),
                spec.epochs(),
                Scaling.STANDARDIZE,
                new Init.Zeros(),
                new StoppingRule(convergence(optimizer, kinked), spec.stopping().timeLimitSeconds()),
                spec.seed(),
                spec.history());
        double epochs = Math.min(Math.max(spec.epochs(), Request.MOST_EPOCHS), failed.mostEpochs(gentler, limits));
        return failed.config().with(gentler.withEpochs(Math.max((int) epochs, 1)), Map.of());
    }

    /** Tells whether it takes the defaults of a loss with kinks, where no rate of its own leads to the minimum. */
    private static boolean kinked(FitSpec spec) {
        return spec.loss().kinked() && spec.optimizer() instanceof Sgd;
    }

    private static Optimizer gentler(FitSpec spec) {
        LearningRate auto = new LearningRate.Auto();
        return switch (spec.optimizer()) {
            case Sgd _ when kinked(spec) -> new Sgd(auto, 0, 0, false);
            // such a rate has the size of the parameters, which the decay would undo at each step
            case AdamW adamW -> new AdamW(auto, adamW.moments(), 0);
            case FirstOrder firstOrder -> firstOrder.withLearningRate(auto);
            case Lbfgs lbfgs -> lbfgs;
            case Exact exact -> exact;
        };
    }

    private static StoppingRule.@Nullable Convergence convergence(Optimizer optimizer, boolean kinked) {
        if (!(optimizer instanceof FirstOrder)) {
            return null;
        }
        return kinked ? LossDefaults.KINKED_CONVERGENCE : StoppingChoice.DEFAULT_CONVERGENCE;
    }
}
