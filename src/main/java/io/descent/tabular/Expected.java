package io.descent.tabular;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Columns that a file may have, as what reads it knows them. None of them may stand twice.
 *
 * @param types by name, where the caller says nothing of them
 * @param inOrder whether a file without a header has these columns, and no others, in this order
 * @param others columns beside these, of any type, that may not stand twice either
 */
public record Expected(SequencedMap<String, TypeChoice> types, boolean inOrder, Set<String> others) {

    /** Nothing is known of them. */
    public static final Expected NOTHING = new Expected(new LinkedHashMap<>(), false, Set.of());

    /** Makes it of a copy of the types. */
    public Expected {
        types = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(types));
        others = Set.copyOf(others);
    }

    /** Tells whether a column is one of these. */
    boolean contains(String column) {
        return types.containsKey(column) || others.contains(column);
    }
}
