package io.descent.job;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a fit beside its result.
 *
 * @param largestStableRate the learning rate above which steps grow on a full batch, as estimated; null where there is
 *     none
 */
public record Diagnosis(List<Warning> warnings, @Nullable Double largestStableRate) {

    /** Nothing was seen. */
    public static final Diagnosis NONE = new Diagnosis(List.of(), null);

    public Diagnosis {
        warnings = List.copyOf(warnings);
    }

    /** Returns this with more warnings. */
    public Diagnosis with(List<Warning> more) {
        return new Diagnosis(Stream.concat(warnings.stream(), more.stream()).toList(), largestStableRate);
    }
}
