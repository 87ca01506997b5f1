package io.descent.web.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a room of the HTTP surface adds to the description, beside what its controllers tell: a bean of the room. */
@FunctionalInterface
public interface Described {

    /** Returns the records of its answers, whose schemas are completed; those in them follow. */
    List<Class<?>> records();

    /** Adds schemas that no record tells; those of the records are there. */
    default void addTo(Components components) {}

    /** Returns the body of an operation's request, where no record tells it; null for another operation. */
    default @Nullable RequestBody body(String operationId) {
        return null;
    }
}
