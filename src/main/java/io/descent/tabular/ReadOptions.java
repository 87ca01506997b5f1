package io.descent.tabular;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the caller knows of a file; null where it is to be found.
 *
 * @param types of some columns, by their names
 * @param limits what a file may have
 */
public record ReadOptions(
        @Nullable Character delimiter,
        @Nullable Character quote,
        @Nullable Boolean header,
        @Nullable Character decimal,
        @Nullable List<String> nullValues,
        Map<String, TypeOverride> types,
        ReadLimits limits) {

    public ReadOptions {
        types = Map.copyOf(types);
    }

    /** Returns options that leave everything to be found. */
    public static ReadOptions none(ReadLimits limits) {
        return new ReadOptions(null, null, null, null, null, Map.of(), limits);
    }
}
