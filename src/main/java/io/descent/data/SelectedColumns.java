package io.descent.data;

import java.util.List;
import java.util.function.Consumer;

/** Some columns of a table. */
record SelectedColumns(TableSource all, List<String> names) implements TableSource {
    @Override
    public int rows() {
        return all.rows();
    }

    @Override
    public Column column(String name) {
        return all.column(name);
    }

    @Override
    public void forEach(List<String> columns, Consumer<Table> stretch) {
        all.forEach(columns, stretch);
    }

    @Override
    public Table load(List<String> columns) {
        return all.load(columns);
    }
}
