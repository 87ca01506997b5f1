package io.descent.tabular;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Columns that a file may have, as what reads it knows them. None of them may stand twice.
 *
 * @param types by name, where the caller says nothing of them
 * @param inOrder whether a file without a header has these columns, and no others, in this order
 */
public record Expected(SequencedMap<String, TypeChoice> types, boolean inOrder) {

    /** Nothing is known of them. */
    public static final Expected NOTHING = new Expected(new LinkedHashMap<>(), false);

    /** Makes it of a copy of the types. */
    public Expected {
        types = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(types));
    }

    /** Makes it of columns that are found by their names. */
    public static Expected byName(SequencedMap<String, TypeChoice> types) {
        return new Expected(types, false);
    }
}
