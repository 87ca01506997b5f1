package io.descent.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Some rows of a table.
 *
 * @param chosen where they stand in it, rising
 */
record SelectedRows(TableSource all, int[] chosen) implements TableSource {
    @Override
    public int rows() {
        return chosen.length;
    }

    @Override
    public List<String> names() {
        return all.names();
    }

    @Override
    public Column column(String name) {
        return all.column(name).select(chosen);
    }

    @Override
    public void forEach(List<String> columns, Consumer<Table> stretch) {
        int[] next = new int[2];
        all.forEach(columns, rows -> {
            int end = next[0] + rows.rows();
            int first = next[1];
            while (next[1] < chosen.length && chosen[next[1]] < end) {
                next[1]++;
            }
            if (next[1] > first) {
                int from = next[0];
                stretch.accept(rows.select(Arrays.stream(chosen, first, next[1])
                        .map(row -> row - from)
                        .toArray()));
            }
            next[0] = end;
        });
    }
}
