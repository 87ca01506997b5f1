package io.descent.tabular;

import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says about a file; null means that the file tells.
 *
 * @param comment lines that begin with it are left out; null leaves out those that begin with {@code #} before the first
 *     other line
 * @param decimal {@code .} or {@code ,}
 * @param nullValues all texts that mean «missing», spaces around them aside; null for {@link Dialect#NULL_VALUES} in CSV
 *     and none in NDJSON, which has its own null
 * @param types by the name of the column as the answer has it; each of them must be there
 * @param expected the columns that may be there
 */
public record ReadOptions(
        @Nullable Charset encoding,
        @Nullable Character delimiter,
        @Nullable Character quote,
        @Nullable Character comment,
        @Nullable Boolean header,
        @Nullable Character decimal,
        @Nullable List<String> nullValues,
        Map<String, TypeChoice> types,
        Expected expected,
        ReadLimits limits) {

    /** Nothing is said. */
    public static final ReadOptions DEFAULT =
            new ReadOptions(null, null, null, null, null, null, null, Map.of(), Expected.NOTHING, ReadLimits.DEFAULT);

    /** Refuses, with a message that can be shown to the caller, what cannot be told apart. */
    public ReadOptions {
        nullValues = nullValues == null ? null : List.copyOf(nullValues);
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        if (decimal != null && decimal != '.' && decimal != ',') {
            throw new IllegalArgumentException("decimal is . or ,");
        }
        requireApart("delimiter", delimiter, "quote", quote == null ? (Character) Dialect.QUOTE : quote);
        requireApart("delimiter", delimiter, "comment", comment);
        requireApart("quote", quote == null ? (Character) Dialect.QUOTE : quote, "comment", comment);
    }

    private static void requireApart(
            String name, @Nullable Character one, String otherName, @Nullable Character other) {
        if (isLineEnd(one) || isLineEnd(other)) {
            throw new IllegalArgumentException("%s and %s are not line ends".formatted(name, otherName));
        }
        if (one != null && one.equals(other)) {
            throw new IllegalArgumentException("%s and %s are different characters".formatted(name, otherName));
        }
    }

    private static boolean isLineEnd(@Nullable Character character) {
        return character != null && (character == '\n' || character == '\r' || character == 0);
    }

    /** Returns the type that a column is to have; null where its values decide. */
    @Nullable
    TypeChoice type(String column) {
        TypeChoice type = types.get(column);
        return type == null ? expected.types().get(column) : type;
    }

    /** Returns these options with other types. */
    public ReadOptions withTypes(Map<String, TypeChoice> others) {
        return new ReadOptions(
                encoding, delimiter, quote, comment, header, decimal, nullValues, others, expected, limits);
    }

    /** Returns these options with columns that may be there. */
    public ReadOptions expecting(Expected others) {
        return new ReadOptions(encoding, delimiter, quote, comment, header, decimal, nullValues, types, others, limits);
    }

    /** Returns these options with other limits. */
    public ReadOptions withLimits(ReadLimits others) {
        return new ReadOptions(
                encoding, delimiter, quote, comment, header, decimal, nullValues, types, expected, others);
    }
}
