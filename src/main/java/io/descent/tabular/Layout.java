package io.descent.tabular;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a file of delimited text is laid out.
 *
 * @param comment begins lines that are left out; null for none
 * @param skipped how many lines stand before the first row or header
 * @param names of the columns
 * @param notes what was done to the names
 */
record Layout(
        char delimiter,
        char quote,
        @Nullable Character comment,
        int skipped,
        boolean header,
        List<String> names,
        List<String> notes) {

    private static final int NOTES = 10;

    /** Makes the names of columns from the cells of a header: none is empty, and none stands twice. */
    static List<String> names(List<String> cells, List<String> notes) {
        Set<String> taken = new HashSet<>(cells);
        Set<String> used = new HashSet<>();
        Map<String, Integer> next = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            String wanted = cell.isEmpty() ? "column_" + (i + 1) : cell;
            String name = wanted;
            boolean free = !(cell.isEmpty() && taken.contains(name)) && used.add(name);
            while (!free) {
                name = wanted + "_" + next.merge(wanted, 2, (known, _) -> known + 1);
                free = !taken.contains(name) && used.add(name);
            }
            names.add(name);
            if (!name.equals(cell) && notes.size() < NOTES) {
                notes.add(
                        cell.isEmpty()
                                ? "column %d has no name in the header and is called `%s`".formatted(i + 1, name)
                                : "column %d has the name `%s` of another column and is called `%s`"
                                        .formatted(i + 1, Contradiction.shorten(cell), Contradiction.shorten(name)));
            }
        }
        return names;
    }
}
