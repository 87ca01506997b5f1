package io.descent.dataset;

import io.descent.data.Column;
import io.descent.data.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Collects a table in memory. */
public final class CollectedTable implements TableSink {

    private final long maxCells;
    private final List<List<Column>> columns = new ArrayList<>();
    private List<Head> heads = List.of();
    private long rows;
    private long characters;

    /**
     * Makes one.
     *
     * @param maxCells the most values that it takes; of texts eight characters count as one
     */
    public CollectedTable(long maxCells) {
        this.maxCells = maxCells;
    }

    /** Thrown when a table has more values than are collected. */
    public static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        private TooLargeException() {
            super("the table has more values than are collected");
        }
    }

    @Override
    public void begin(List<Head> wanted) {
        heads = wanted;
        rows = 0;
        characters = 0;
        columns.clear();
        heads.forEach(_ -> columns.add(new ArrayList<>()));
    }

    @Override
    public void rows(Table stretch) throws TooLargeException {
        rows += stretch.rows();
        int j = 0;
        for (Column column : stretch.columns().values()) {
            columns.get(j++).add(column);
            if (column instanceof Column.Texts(var _, List<String> levels)) {
                characters += levels.stream().mapToLong(String::length).sum();
            }
        }
        if (rows * heads.size() + characters / Double.BYTES > maxCells) {
            throw new TooLargeException();
        }
    }

    /** Returns the table, and forgets it. */
    public Table table() {
        SequencedMap<String, Column> joined = new LinkedHashMap<>();
        for (int j = 0; j < heads.size(); j++) {
            List<Column> parts = columns.set(j, List.of());
            joined.put(heads.get(j).name(), joined(heads.get(j), parts));
        }
        return new Table(joined);
    }

    private Column joined(Head head, List<Column> parts) {
        int size = Math.toIntExact(rows);
        return switch (head.type()) {
            case NUMBER -> new Column.Numbers(numbers(parts, size));
            case DATE -> new Column.Dates(numbers(parts, size));
            case BOOLEAN -> {
                byte[] all = new byte[size];
                int at = 0;
                for (Column part : parts) {
                    byte[] values = ((Column.Booleans) part).values();
                    System.arraycopy(values, 0, all, at, values.length);
                    at += values.length;
                }
                yield new Column.Booleans(all);
            }
            case CATEGORY -> texts(parts, size);
        };
    }

    private static double[] numbers(List<Column> parts, int size) {
        double[] all = new double[size];
        int at = 0;
        for (Column part : parts) {
            double[] values =
                    part instanceof Column.Dates(double[] seconds) ? seconds : ((Column.Numbers) part).values();
            System.arraycopy(values, 0, all, at, values.length);
            at += values.length;
        }
        return all;
    }

    private static Column texts(List<Column> parts, int size) {
        Map<String, Integer> known = new HashMap<>();
        List<String> levels = new ArrayList<>();
        int[] all = new int[size];
        int at = 0;
        for (Column part : parts) {
            Column.Texts texts = (Column.Texts) part;
            int[] joined = new int[texts.levels().size()];
            for (int k = 0; k < joined.length; k++) {
                String level = texts.levels().get(k);
                Integer code = known.putIfAbsent(level, levels.size());
                joined[k] = code == null ? levels.size() : code;
                if (code == null) {
                    levels.add(level);
                }
            }
            for (int code : texts.codes()) {
                all[at++] = code < 0 ? code : joined[code];
            }
        }
        return new Column.Texts(all, levels);
    }
}
