package io.descent.fit.prepare;

import io.descent.fit.catalog.AutoOptimizer;
import io.descent.fit.catalog.FitConfig;
import io.descent.fit.catalog.FitSettings;
import io.descent.fit.catalog.ScheduleCatalog;
import io.descent.fit.catalog.StoppingChoice;
import io.descent.optimize.course.Control;
import io.descent.optimize.course.FitOutcome;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.StopReason;
import io.descent.optimize.course.TrainingListener;
import io.descent.optimize.rule.FirstOrder;
import io.descent.optimize.rule.Lbfgs;
import io.descent.optimize.rule.Optimizer;
import io.descent.optimize.spec.BatchSize;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Init;
import io.descent.optimize.spec.Scaling;
import io.descent.optimize.spec.Schedule;
import io.descent.optimize.spec.StoppingRule;
import io.descent.optimize.spec.TrainingSpec;
import io.descent.schema.Mistakes;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings that converge where those of a fit did not: it has run them. The same update rule comes first, with a rate from
 * the data and the schedule that goes with it, scaled features and time to converge; then the method that a fit without an
 * optimizer has.
 */
final class Suggestion {

    /** How many multiply-adds a trial may take: about a second. */
    private static final double MOST_WORK = 1e9;

    private final Preparation failed;
    private final FitSpec spec;
    private final SizeCheck sizes;

    private Suggestion(Preparation failed, Limits limits) {
        this.failed = failed;
        this.spec = failed.config().spec();
        Limits ofTrial = new Limits(limits.maxCells(), Math.min(limits.maxWork(), MOST_WORK), limits.scratch());
        this.sizes = new SizeCheck(failed.data().dataset(), failed.validation(), ofTrial, new Mistakes());
    }

    /** Returns settings that converge; null where none were found within the limits. */
    static @Nullable FitConfig of(Preparation failed, Limits limits) {
        return new Suggestion(failed, limits).found();
    }

    private @Nullable FitConfig found() {
        return Stream.of(gentler(), surest())
                .filter(Objects::nonNull)
                .map(this::within)
                .filter(Objects::nonNull)
                .filter(other -> !other.equals(spec) && converges(other))
                .findFirst()
                .map(other -> failed.config().with(other, Map.of()))
                .orElse(null);
    }

    /** Returns the same update rule as it is where its caller leaves all to the data; null for a solver. */
    private @Nullable FitSpec gentler() {
        if (!(spec.training().optimizer() instanceof FirstOrder rule)) {
            return null;
        }
        FirstOrder automatic = rule.withAutomaticRate();
        // the caller's schedule may be what let the rate grow, or end before it has led anywhere
        return with(
                automatic,
                ScheduleCatalog.defaultFor(automatic),
                spec.training().batchSize(),
                StoppingChoice.DEFAULT_CONVERGENCE);
    }

    /** Returns what a fit without an optimizer has; for the perceptron, which no solver minimises, what is found for that. */
    private FitSpec surest() {
        return Lbfgs.minimises(spec.model().loss())
                ? with(Lbfgs.DEFAULT, new Schedule.Constant(), new BatchSize.Full(), null)
                : with(
                        AutoOptimizer.KINKED_RULE,
                        AutoOptimizer.FALLING,
                        AutoOptimizer.KINKED_BATCH,
                        AutoOptimizer.KINKED_CONVERGENCE);
    }

    private FitSpec with(
            Optimizer optimizer,
            Schedule schedule,
            BatchSize batchSize,
            StoppingRule.@Nullable Convergence convergence) {
        TrainingSpec training = new TrainingSpec(
                optimizer,
                schedule,
                batchSize,
                spec.training().shuffle(),
                Math.max(spec.training().epochs(), FitSettings.MOST_EPOCHS),
                Scaling.STANDARDIZE,
                spec.model().fitIntercept() ? new Init.Constant() : new Init.Zeros());
        return spec.with(training)
                .with(new StoppingRule(convergence, spec.stopping().timeLimitSeconds()));
    }

    /** Returns the same with as many epochs as the limits of a trial allow; null where that is none. */
    private @Nullable FitSpec within(FitSpec other) {
        double most = sizes.mostEpochs(other, sizes.workPerEpoch(other));
        return most < 1
                ? null
                : other.with(other.training()
                        .withEpochs((int) Math.min(other.training().epochs(), most)));
    }

    private boolean converges(FitSpec other) {
        // no clock: what is suggested must not depend on the machine
        FitSpec silent = new FitSpec(
                other.model(),
                other.training(),
                new StoppingRule(other.stopping().convergence(), null),
                HistorySpec.DEFAULT,
                other.seed());
        FitOutcome outcome = failed.plan().again(silent).run(TrainingListener.NONE, Control.GO_ON_ALWAYS, null);
        return outcome instanceof FitOutcome.Fitted fitted && fitted.reason() == StopReason.CONVERGED;
    }
}
