package io.descent.dataset;

import io.descent.data.Table;
import io.descent.data.encode.ColumnType;
import java.io.IOException;
import java.util.List;

/** Takes a table as it is read, so that nobody needs to hold all of it. */
public interface TableSink {

    /** A column that is to come. */
    record Head(String name, ColumnType type) {}

    /** Begins a table. What was taken before is forgotten: the rows come once more, and are read in another way. */
    void begin(List<Head> columns) throws IOException;

    /** Takes the next rows, with all columns in their order. */
    void rows(Table stretch) throws IOException;

    /** Takes a table that is in memory. */
    default void whole(Table table) throws IOException {
        begin(table.columns().entrySet().stream()
                .map(column -> new Head(column.getKey(), ColumnType.of(column.getValue())))
                .toList());
        rows(table);
    }
}
