package io.descent.fit.catalog;

import io.descent.dataset.DatasetDraft;
import io.descent.schema.Alternatives;
import io.descent.schema.Domain;
import io.descent.schema.Family;
import io.descent.schema.Parameter;
import io.descent.schema.Structure;
import java.util.List;

/**
 * Every model, loss, penalty, optimizer, schedule and other choice with its parameters, ranges and defaults. Requests
 * are read by these tables, resolved configurations are written by them, and the catalog and the OpenAPI description
 * are made from them.
 */
public final class Catalog {

    private Catalog() {}

    /** Returns the families of choices, in the order of a request. */
    public static List<Family<?>> families() {
        return List.of(
                ModelCatalog.MODEL,
                LossCatalog.LOSS,
                PenaltyCatalog.PENALTY,
                OptimizerCatalog.OPTIMIZER,
                ScheduleCatalog.SCHEDULE);
    }

    /** Returns the pointers of the objects that fields of this name belong to; an empty one for the top level. */
    public static List<String> homes(String field) {
        if (FitSettings.FORM.parameters().stream().anyMatch(parameter -> named(parameter, field))) {
            return List.of("");
        }
        if (DatasetDraft.knows(field)) {
            return List.of("/dataset");
        }
        return FitSettings.FORM.settings().stream()
                .map(Structure.Setting::parameter)
                .filter(parameter -> hasSetting(parameter.domain(), field))
                .map(parameter -> "/" + parameter.name())
                .toList();
    }

    private static boolean hasSetting(Domain<?> domain, String name) {
        return switch (domain) {
            case Structure<?> structure ->
                structure.parameters().stream().anyMatch(parameter -> named(parameter, name));
            case Family<?> family -> family.variants().stream().anyMatch(variant -> hasSetting(variant, name));
            case Alternatives<?> alternatives -> alternatives.forms().stream().anyMatch(form -> hasSetting(form, name));
            case Domain.Plain<?> _ -> false;
        };
    }

    private static boolean named(Parameter<?> parameter, String name) {
        return parameter.name().equals(name) || parameter.aliases().contains(name);
    }
}
