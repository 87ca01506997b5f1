package io.descent.web.models;

import io.descent.schema.Domain;
import io.descent.schema.Parameter;
import io.descent.schema.Structure;
import io.descent.schema.Text;
import org.jspecify.annotations.Nullable;

/** The bodies of requests that change named models. */
final class ModelBodies {

    private static final int LONGEST = 255;

    private static final Parameter<String> FIT =
            Parameter.required("fit", new Text(LONGEST), "the id of a fit that has succeeded");
    private static final Parameter<Integer> VERSION = Parameter.required(
            "version", Domain.integer(1, Integer.MAX_VALUE), "the version that the alias is to name");
    private static final Parameter<String> BY = Parameter.open(
                    "by",
                    new Text(LONGEST),
                    "the address of the caller",
                    "who makes the change, as the history is to tell it")
            .orNull();

    static final Structure<NewVersion> NEW_VERSION = Structure.of(
                    "NewModelVersion",
                    NewVersion.class,
                    "a fit that is to be a version",
                    a -> new NewVersion(a.get(FIT), a.find(BY)))
            .with(FIT, NewVersion::fit)
            .with(BY, NewVersion::by);

    static final Structure<NewPlace> NEW_PLACE = Structure.of(
                    "NewAlias",
                    NewPlace.class,
                    "where an alias is to point",
                    a -> new NewPlace(a.get(VERSION), a.find(BY)))
            .with(VERSION, NewPlace::version)
            .with(BY, NewPlace::by);

    private ModelBodies() {}

    /** A fit that is to be a version. */
    record NewVersion(String fit, @Nullable String by) {}

    /** Where an alias is to point. */
    record NewPlace(int version, @Nullable String by) {}
}
