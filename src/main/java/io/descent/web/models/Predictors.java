package io.descent.web.models;

import io.descent.access.Tenant;
import io.descent.predict.NoParametersException;
import io.descent.predict.Scorer;
import io.descent.predict.Scorers;
import io.descent.registry.Alias;
import io.descent.registry.ModelVersion;
import io.descent.registry.NamedModel;
import io.descent.registry.NamedModels;
import io.descent.schema.Names;
import io.descent.web.problem.ConflictingStateException;
import io.descent.web.problem.UnknownResourceException;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds what a path means to a tenant: a fit, a model, a version of it or an alias. */
public final class Predictors {

    private final Scorers scorers;
    private final NamedModels models;

    Predictors(Scorers scorers, NamedModels models) {
        this.scorers = scorers;
        this.models = models;
    }

    /** Returns what the variables of one of the {@link Paths} mean. */
    Predictor at(Tenant tenant, Map<String, String> path) {
        String id = path.get("id");
        if (id != null) {
            return fit(tenant, id);
        }
        String name = String.valueOf(path.get("name"));
        String alias = path.get("alias");
        String version = path.get("version");
        if (alias != null) {
            return alias(tenant, name, alias);
        }
        return version == null ? model(tenant, name) : version(tenant, name, number(version));
    }

    /** One that is no number is no version either. */
    private static int number(String version) {
        try {
            return Integer.parseInt(version);
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    Predictor fit(Tenant tenant, String id) {
        return new Predictor(tenant, scorer(tenant, id), ModelAnswer.of(id));
    }

    /** Returns the version that stands for a model. */
    public Predictor model(Tenant tenant, String name) {
        NamedModel model = find(tenant, name);
        return version(tenant, model, model.current());
    }

    /** Returns a version of a model. */
    public Predictor version(Tenant tenant, String name, int number) {
        return version(tenant, find(tenant, name), number);
    }

    private Predictor version(Tenant tenant, NamedModel model, int number) {
        return version(
                tenant,
                model,
                model.version(number)
                        .orElseThrow(() -> new UnknownResourceException(
                                "The model " + model.name() + " has no version " + number + "; the last one is "
                                        + model.versions().getLast().version() + ".")));
    }

    /** Returns the version that an alias of a model names. */
    public Predictor alias(Tenant tenant, String name, String alias) {
        NamedModel model = find(tenant, name);
        Alias found = model.alias(alias)
                .orElseThrow(() -> new UnknownResourceException("The model " + name + " has no such alias; it has "
                        + (model.aliases().isEmpty()
                                ? "none"
                                : model.aliases().stream().map(Alias::name).collect(Collectors.joining(", ")))
                        + "."));
        return version(tenant, model, found.version());
    }

    private Predictor version(Tenant tenant, NamedModel model, ModelVersion version) {
        return new Predictor(
                tenant, scorer(tenant, version.fit()), new ModelAnswer(version.fit(), model.name(), version.version()));
    }

    /** Returns a model as it is now, or was a moment ago. */
    public NamedModel find(Tenant tenant, String name) {
        return models.recent(tenant, name).orElseThrow(() -> UnknownResourceException.model(name));
    }

    private Scorer scorer(Tenant tenant, String id) {
        try {
            return scorers.find(tenant, id).orElseThrow(() -> UnknownResourceException.fit(id));
        } catch (NoParametersException none) {
            throw new ConflictingStateException("The fit is " + Names.json(none.status())
                    + (none.status().done()
                            ? ", and has no parameters to predict by."
                            : "; it can predict when it has succeeded."));
        }
    }
}
