package io.descent.fit.catalog;

import static io.descent.schema.Parameter.optional;

import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.RunningMetric;
import io.descent.schema.Arguments;
import io.descent.schema.Choice;
import io.descent.schema.Choices;
import io.descent.schema.ConflictException;
import io.descent.schema.Domain;
import io.descent.schema.Names;
import io.descent.schema.Parameter;
import io.descent.schema.Structure;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a fit tells of its course. */
final class HistoryCatalog {

    private static final Domain<Integer> COUNT = Domain.integer(1, Integer.MAX_VALUE);

    private static final Parameter<Integer> EVERY = optional(
            "every",
            COUNT,
            HistorySpec.DEFAULT.every(),
            "every n-th epoch or update has a record; the last always has one");
    private static final Parameter<HistorySpec.Unit> UNIT = optional(
            "unit", new Choice<>(HistorySpec.Unit.class), HistorySpec.DEFAULT.unit(), "what one record is about");
    private static final Parameter<Set<HistorySpec.Include>> INCLUDE = optional(
            "include",
            new Choices<>(new Choice<>(HistorySpec.Include.class)),
            HistorySpec.DEFAULT.include(),
            "vectors to tell, in the data's own units: the parameters after the record's last update, its gradient, and "
                    + "its direction (what the learning rate multiplied); and excess_loss, the objective after each epoch "
                    + "less its minimum (null where the time limit left none to find it), for losses with a slope "
                    + "everywhere and not with unit update");
    private static final Parameter<Set<RunningMetric>> METRICS = optional(
            "metrics",
            new Choices<>(new Choice<>(RunningMetric.class)),
            HistorySpec.DEFAULT.metrics(),
            "measured before each update, as the loss is: "
                    + Arrays.stream(RunningMetric.values())
                            .map(metric ->
                                    Names.json(metric) + ", " + metric.description() + " (needs " + metric.need() + ")")
                            .collect(Collectors.joining("; ")));
    private static final Parameter<HistorySpec.Evaluate> EVALUATE = optional(
            "evaluate",
            new Choice<>(HistorySpec.Evaluate.class),
            HistorySpec.DEFAULT.evaluate(),
            "epoch_end adds the exact objective after each epoch, at the cost of one more pass; not with unit update");
    private static final Structure<HistorySpec> HISTORY_FORM = Structure.of(
                    "HistoryRequest", HistorySpec.class, "what the fit records", HistoryCatalog::history)
            .with(EVERY, HistorySpec::every)
            .with(UNIT, HistorySpec::unit)
            .with(INCLUDE, HistorySpec::include)
            .with(METRICS, HistorySpec::metrics)
            .with(EVALUATE, HistorySpec::evaluate);

    static final Parameter<HistorySpec> HISTORY =
            optional("history", HISTORY_FORM, HistorySpec.DEFAULT, "what the fit records");

    private HistoryCatalog() {}

    private static HistorySpec history(Arguments a) {
        if (a.get(UNIT) == HistorySpec.Unit.UPDATE && a.get(INCLUDE).contains(HistorySpec.Include.EXCESS_LOSS)) {
            throw new ConflictException(
                    "/include",
                    "must not hold \"excess_loss\" with the unit \"update\": it is measured once per epoch");
        }
        return new HistorySpec(a.get(EVERY), a.get(UNIT), a.get(INCLUDE), a.get(METRICS), a.get(EVALUATE));
    }
}
