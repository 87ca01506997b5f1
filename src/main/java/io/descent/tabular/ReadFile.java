package io.descent.tabular;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read, and how.
 *
 * @param dialect null for formats that have none
 * @param columns in their order
 */
public record ReadFile(long rows, @Nullable Dialect dialect, List<ColumnReport> columns) {
    public ReadFile {
        columns = List.copyOf(columns);
    }
}
