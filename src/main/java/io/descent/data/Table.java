package io.descent.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Named columns of the same length, in their order: what a file or a request holds before features are made of it.
 *
 * @param columns at least one
 */
public record Table(SequencedMap<String, Column> columns) implements TableSource {

    public Table {
        columns = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(columns));
        if (columns.isEmpty()
                || columns.values().stream().map(Column::size).distinct().count() != 1) {
            throw new IllegalArgumentException("a table has columns, all of one length");
        }
    }

    @Override
    public int rows() {
        return columns.firstEntry().getValue().size();
    }

    @Override
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    @Override
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("no column of this name");
        }
        return column;
    }

    @Override
    public void forEach(List<String> some, Consumer<Table> stretch) {
        stretch.accept(this);
    }

    /** Returns some of the rows, in this order. */
    @Override
    public Table select(int[] rows) {
        SequencedMap<String, Column> some = new LinkedHashMap<>();
        for (Map.Entry<String, Column> column : columns.entrySet()) {
            some.put(column.getKey(), column.getValue().select(rows));
        }
        return new Table(some);
    }
}
