package io.descent.fit.catalog;

import static io.descent.fit.catalog.StoppingChoice.DEFAULT_CONVERGENCE;
import static io.descent.schema.Parameter.open;

import io.descent.optimize.spec.StoppingRule;
import io.descent.schema.Choice;
import io.descent.schema.Domain;
import io.descent.schema.Flag;
import io.descent.schema.Parameter;
import io.descent.schema.Real;
import io.descent.schema.Structure;

/** When a fit ends before its last epoch. */
final class StoppingCatalog {

    private static final Domain<Integer> COUNT = Domain.integer(1, Integer.MAX_VALUE);

    private static final Parameter<StoppingRule.Monitor> MONITOR = open(
            "monitor",
            new Choice<>(StoppingRule.Monitor.class),
            "where patience, min_delta, tolerance or restore_best is given: val_loss with validation, else objective",
            "the value that must keep falling: the objective over the rows that are trained on, or the loss over those of validation");
    private static final Parameter<Integer> PATIENCE = open(
            "patience",
            COUNT,
            Integer.toString(DEFAULT_CONVERGENCE.patience()),
            "how many epochs in a row must fail to lower it and, for the objective of a full batch, to raise it");
    private static final Parameter<Double> MIN_DELTA = open(
            "min_delta",
            Real.from(0),
            Real.plain(DEFAULT_CONVERGENCE.minDelta()),
            "how much an epoch must lower it, absolutely");
    private static final Parameter<Double> TOLERANCE = open(
            "tolerance",
            Real.from(0),
            Real.plain(DEFAULT_CONVERGENCE.tolerance()),
            "how much an epoch must lower it, as a share of its lowest value");
    private static final Parameter<Boolean> RESTORE_BEST = open(
            "restore_best",
            new Flag(),
            Boolean.toString(DEFAULT_CONVERGENCE.restoreBest()),
            "whether to answer the parameters of the epoch where it was lowest, not the last ones; for all epochs with the "
                    + "best as the answer, give a patience as large as epochs");
    private static final Parameter<Double> TIME_LIMIT = open(
            "time_limit_seconds",
            Real.above(0),
            "none",
            "when to stop and answer the parameters reached; such an answer depends on the machine");
    private static final Structure<StoppingChoice> STOPPING_FORM = Structure.of(
                    "Stopping",
                    StoppingChoice.class,
                    "when a fit ends before its last epoch",
                    a -> new StoppingChoice(
                            a.find(MONITOR),
                            a.find(PATIENCE),
                            a.find(MIN_DELTA),
                            a.find(TOLERANCE),
                            a.find(RESTORE_BEST),
                            a.find(TIME_LIMIT)))
            .with(MONITOR, StoppingChoice::monitor)
            .with(PATIENCE, StoppingChoice::patience)
            .with(MIN_DELTA, StoppingChoice::minDelta)
            .with(TOLERANCE, StoppingChoice::tolerance)
            .with(RESTORE_BEST, StoppingChoice::restoreBest)
            .with(TIME_LIMIT, StoppingChoice::timeLimitSeconds);

    static final Parameter<StoppingChoice> STOPPING = open(
                    "stopping",
                    STOPPING_FORM,
                    "none when epochs is given, else until the objective has converged",
                    "when the fit ends before its last epoch; null for never")
            .orNull();

    private StoppingCatalog() {}
}
