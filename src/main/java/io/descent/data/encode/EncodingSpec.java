package io.descent.data.encode;

import io.descent.data.Column;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a table become features, as it was asked for.
 *
 * @param types by column, what its values are to be taken for; else what they are
 * @param missing what is done about missing values
 * @param missingOf the same by column, where that is another
 * @param missingIndicator whether a filled column has a feature beside it that is 1 where a value was missing
 * @param maxCategories the most features of a category, that of its rare levels included; null for any number
 * @param minFrequency levels of fewer rows are rare: a number of rows, or below 1 a share of the training rows
 * @param drop which category leaves its first feature out; null for none
 * @param hashed by column, how many features its values are hashed into
 * @param columns by column, what is known of it already, so that nothing is learned of it; empty where all is learned
 */
public record EncodingSpec(
        Map<String, ColumnType> types,
        Missing missing,
        Map<String, Missing> missingOf,
        boolean missingIndicator,
        @Nullable Integer maxCategories,
        double minFrequency,
        Unknown handleUnknown,
        @Nullable Drop drop,
        Map<String, Integer> hashed,
        Dates dates,
        Map<String, ColumnEncoding> columns) {

    /** What is done about a level that training has not seen. */
    public enum Unknown {
        /** It counts as a rare one; where there are none, all features of the category are 0. */
        IGNORE,
        /** It is refused. */
        ERROR
    }

    /** Which categories leave their first feature out. */
    public enum Drop {
        FIRST,
        /** Those of two features. */
        IF_BINARY
    }

    /** What becomes of points in time. */
    public enum Dates {
        /** They are refused. */
        ERROR,
        /** Seconds since 1970, one feature. */
        SECONDS,
        /** Year, month, day of the week from Monday as 0, and hour, in UTC. */
        PARTS
    }

    /** What holds where nothing is asked for. */
    public static final EncodingSpec DEFAULT = new EncodingSpec(
            Map.of(), Missing.ERROR, Map.of(), false, null, 1, Unknown.IGNORE, null, Map.of(), Dates.ERROR, Map.of());

    public EncodingSpec {
        types = inOrder(types);
        missingOf = inOrder(missingOf);
        hashed = inOrder(hashed);
        columns = inOrder(columns);
    }

    private static <T> Map<String, T> inOrder(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** Returns what is done about the missing values of a column. */
    public Missing missing(String column) {
        return missingOf.getOrDefault(column, missing);
    }

    /** Returns what a column is to be taken for. */
    ColumnType type(String name, Column column) {
        ColumnEncoding known = columns.get(name);
        if (known != null) {
            return known.type();
        }
        return hashed.containsKey(name) ? ColumnType.CATEGORY : types.getOrDefault(name, ColumnType.of(column));
    }

    /** Returns the same with everything known that is to be learned. */
    public EncodingSpec with(Map<String, ColumnEncoding> learned) {
        return new EncodingSpec(
                types,
                missing,
                missingOf,
                missingIndicator,
                maxCategories,
                minFrequency,
                handleUnknown,
                drop,
                hashed,
                dates,
                learned);
    }
}
