package io.descent.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** A table of which no more is in memory than is asked for. */
public interface TableSource {

    /** Returns the number of rows. */
    int rows();

    /** Returns the names of the columns, in their order. */
    List<String> names();

    /** Returns a whole column, whose name is one of {@link #names}. */
    Column column(String name);

    /** Hands on all rows in their order, some at a time, with these columns and perhaps others. */
    void forEach(List<String> columns, Consumer<Table> stretch);

    /** Returns some of the columns, in this order, in memory. */
    default Table load(List<String> columns) {
        SequencedMap<String, Column> loaded = new LinkedHashMap<>();
        columns.forEach(name -> loaded.put(name, column(name)));
        return new Table(loaded);
    }

    /** Returns some of the rows, which rise. */
    default TableSource select(int[] rows) {
        return new SelectedRows(this, rows);
    }

    /** Returns some of the columns, in this order. */
    default TableSource only(List<String> columns) {
        return new SelectedColumns(this, List.copyOf(columns));
    }
}
