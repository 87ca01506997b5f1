package io.descent.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A model with a name.
 *
 * @param versions in rising order, at least one
 * @param aliases by name
 */
public record NamedModel(String name, Instant createdAt, List<ModelVersion> versions, List<Alias> aliases) {

    public NamedModel {
        versions = List.copyOf(versions);
        aliases = List.copyOf(aliases);
    }

    /** Returns a version. */
    public Optional<ModelVersion> version(int number) {
        return versions.stream().filter(version -> version.version() == number).findFirst();
    }

    /** Returns an alias. */
    public Optional<Alias> alias(String alias) {
        return aliases.stream().filter(one -> one.name().equals(alias)).findFirst();
    }

    /** Returns the version that stands for the model: that of the alias {@value Alias#CHAMPION}, else the newest. */
    public ModelVersion current() {
        return alias(Alias.CHAMPION).flatMap(alias -> version(alias.version())).orElse(versions.getLast());
    }
}
