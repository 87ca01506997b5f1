package io.descent.fit;

import static io.descent.fit.Parameter.open;

import io.descent.fit.Domain.Choice;
import io.descent.fit.Domain.Real;
import io.descent.optimize.StoppingRule;
import io.descent.optimize.StoppingRule.Convergence;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** When a fit ends before its last epoch. */
final class StoppingCatalog {

    private static final Domain<Integer> COUNT = Domain.integer(1, Integer.MAX_VALUE);

    /** The stopping rule of a fit that says nothing of it; found by measuring, see the README. */
    static final Convergence DEFAULT_CONVERGENCE = new Convergence(StoppingRule.Monitor.OBJECTIVE, 10, 0, 1e-6);

    private static final Parameter<StoppingRule.Monitor> MONITOR = open(
            "monitor",
            new Choice<>(StoppingRule.Monitor.class),
            "objective, when patience, min_delta or tolerance is given",
            "what must go on falling");
    private static final Parameter<Integer> PATIENCE = open(
            "patience",
            COUNT,
            "10",
            "how many epochs in a row must fail to lower it and, with a full batch, to raise it");
    private static final Parameter<Double> MIN_DELTA =
            open("min_delta", Real.from(0), "0", "how much an epoch must lower it, absolutely");
    private static final Parameter<Double> TOLERANCE =
            open("tolerance", Real.from(0), "1e-6", "how much an epoch must lower it, as a share of its lowest value");
    private static final Parameter<Double> TIME_LIMIT = open(
            "time_limit_seconds",
            Real.above(0),
            "none",
            "when to stop and answer the parameters reached; such an answer depends on the machine");
    private static final Structure<StoppingRule> STOPPING_FORM = Structure.of(
                    "Stopping",
                    StoppingRule.class,
                    "when a fit ends before its last epoch",
                    StoppingCatalog::stoppingRule)
            .with(MONITOR, rule -> map(rule.convergence(), Convergence::monitor))
            .with(PATIENCE, rule -> map(rule.convergence(), Convergence::patience))
            .with(MIN_DELTA, rule -> map(rule.convergence(), Convergence::minDelta))
            .with(TOLERANCE, rule -> map(rule.convergence(), Convergence::tolerance))
            .with(TIME_LIMIT, StoppingRule::timeLimitSeconds);

    static final Parameter<StoppingRule> STOPPING = open(
                    "stopping",
                    STOPPING_FORM,
                    "none when epochs is given, else until the objective has converged",
                    "when the fit ends before its last epoch; null for never")
            .orNull();

    private StoppingCatalog() {}

    private static StoppingRule stoppingRule(Arguments a) {
        boolean converges = a.given(MONITOR) || a.given(PATIENCE) || a.given(MIN_DELTA) || a.given(TOLERANCE);
        Convergence convergence = converges
                ? new Convergence(
                        a.getOr(MONITOR, DEFAULT_CONVERGENCE.monitor()),
                        a.getOr(PATIENCE, DEFAULT_CONVERGENCE.patience()),
                        a.getOr(MIN_DELTA, DEFAULT_CONVERGENCE.minDelta()),
                        // a caller who says how much in absolute terms does not want a share as well
                        a.getOr(TOLERANCE, a.given(MIN_DELTA) ? 0 : DEFAULT_CONVERGENCE.tolerance()))
                : null;
        return new StoppingRule(convergence, a.find(TIME_LIMIT));
    }

    private static <S, T> @Nullable T map(@Nullable S value, Function<S, T> get) {
        return value == null ? null : get.apply(value);
    }
}
