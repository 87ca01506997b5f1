package io.descent.tabular;

import io.descent.data.encode.ColumnType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type that the caller wants a column to have.
 *
 * @param order how local dates are read; only for dates, null for what the values themselves tell
 */
public record TypeChoice(ColumnType type, @Nullable DateOrder order) {

    /** The order of the parts of a local date, the year always last. */
    public enum DateOrder {
        /** Day, month, year. */
        DMY,
        /** Month, day, year. */
        MDY
    }

    /** What is understood, for messages. */
    public static final String KNOWN = "number, boolean, date, date(dmy), date(mdy), category";

    public TypeChoice {
        if (order != null && type != ColumnType.DATE) {
            throw new IllegalArgumentException("only dates have an order");
        }
    }

    /** Makes a choice of a type alone. */
    public static TypeChoice of(ColumnType type) {
        return new TypeChoice(type, null);
    }

    /**
     * Returns what a word like {@code category} or {@code date(dmy)} means.
     *
     * @throws IllegalArgumentException if it means nothing; its message can be shown to the caller
     */
    public static TypeChoice parse(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "number" -> of(ColumnType.NUMBER);
            case "boolean" -> of(ColumnType.BOOLEAN);
            case "date" -> of(ColumnType.DATE);
            case "date(dmy)" -> new TypeChoice(ColumnType.DATE, DateOrder.DMY);
            case "date(mdy)" -> new TypeChoice(ColumnType.DATE, DateOrder.MDY);
            case "category" -> of(ColumnType.CATEGORY);
            default -> throw new IllegalArgumentException("`%s` is not a type; known: %s".formatted(word, KNOWN));
        };
    }

    /**
     * Returns what {@code zip:category,when:date(dmy)} means. A name may hold colons; one with a comma stands in a map of
     * {@link ReadOptions} only.
     *
     * @throws IllegalArgumentException if it is not of this form; its message can be shown to the caller
     */
    public static Map<String, TypeChoice> parseAll(String list) {
        Map<String, TypeChoice> choices = new LinkedHashMap<>();
        for (String entry : list.isBlank() ? new String[0] : list.split(",", -1)) {
            int colon = entry.lastIndexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("`%s` is not of the form name:type".formatted(entry));
            }
            String name = entry.substring(0, colon).strip();
            if (choices.put(name, parse(entry.substring(colon + 1))) != null) {
                throw new IllegalArgumentException("`%s` is given twice".formatted(name));
            }
        }
        return choices;
    }
}
