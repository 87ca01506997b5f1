package io.descent.tabular;

import io.descent.data.encode.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a column, and why it has its type.
 *
 * @param missing how many values are missing
 * @param why null where all values are of a type that none contradicts
 * @param contradictions the first values that are not of the type that most others are of
 */
public record ColumnReport(
        String name, ColumnType type, int missing, @Nullable String why, List<Contradiction> contradictions) {

    /** A value, as it stands in the file. */
    public record Contradiction(long line, String text) {}

    public ColumnReport {
        contradictions = List.copyOf(contradictions);
    }
}
