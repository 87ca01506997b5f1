package io.descent.tabular;

import io.descent.data.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that was read.
 *
 * @param dialect null for a format that has only one
 * @param columns what was read of each, in the table's order
 */
public record ReadTable(Table table, @Nullable Dialect dialect, List<ColumnReport> columns) {

    public ReadTable {
        columns = List.copyOf(columns);
    }
}
