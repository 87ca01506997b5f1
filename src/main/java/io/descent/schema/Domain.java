package io.descent.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that a setting can take: reads them from JSON's own values ({@link Map}, {@link List}, {@link String},
 * {@link Number}, {@link Boolean}), writes them back, and says in words what they are. The catalog and the OpenAPI
 * description are made from the same domains.
 */
public sealed interface Domain<T> permits Domain.Plain, Structure, Family, Alternatives {

    /** Returns the value that was given, or null after adding what is wrong with it. */
    @Nullable
    T read(Object given, String pointer, Mistakes mistakes);

    /** Returns a value as it stands in JSON. */
    Object write(T value);

    /** Tells whether {@link #read} would take this for an attempt at a value of this domain. */
    boolean resembles(Object given);

    /** Tells whether a value is one of this domain's. */
    boolean holds(Object value);

    /** Says what is expected, to follow «must be». */
    String expectation();

    /** Returns the integers from {@code low} to {@code high}. */
    static Plain<Integer> integer(int low, int high) {
        return new Mapped<>(new Whole(low, high), Integer.class, Long::intValue, Integer::longValue);
    }

    /** A domain without parts that have names. */
    sealed interface Plain<T> extends Domain<T>
            permits Real,
                    Whole,
                    Flag,
                    Text,
                    Word,
                    Choice,
                    Choices,
                    Numbers,
                    PerOutput,
                    NumbersByName,
                    ByName,
                    Texts,
                    Mapped,
                    Explanation,
                    ReadApart {}
}
