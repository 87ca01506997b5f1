package io.descent.tabular;

import io.descent.data.encode.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a column has its type.
 *
 * @param why the reason, a sentence
 * @param contradicting how many values contradict the narrower type that most of the others have
 * @param contradictions where the first three of these stand
 * @param override the parameter that would make it another type; null where none would
 */
public record ColumnReport(
        String name,
        ColumnType type,
        String why,
        long contradicting,
        List<Contradiction> contradictions,
        @Nullable String override) {

    public ColumnReport {
        contradictions = List.copyOf(contradictions);
    }

    static ColumnReport of(String name, Verdict verdict) {
        return new ColumnReport(
                name,
                verdict.reading().type(),
                verdict.why(),
                verdict.contradicting(),
                verdict.contradictions(),
                verdict.override());
    }
}
