package io.descent.tabular;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence says about a column.
 *
 * @param why a sentence
 * @param override the parameter that would make it another type; null where none would
 */
record Verdict(
        Reading reading,
        String why,
        long contradicting,
        List<Contradiction> contradictions,
        @Nullable String override) {}
