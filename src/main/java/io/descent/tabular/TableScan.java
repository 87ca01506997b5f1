package io.descent.tabular;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One pass over the rows: collects evidence, or hands stretches of rows on, or both. */
final class TableScan implements Cells {

    private static final int ROWS_PER_REPORT = 4096;

    private final Classifier classifier;
    private final ReadLimits limits;
    private final boolean judging;
    private final Progress progress;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private Evidence[] evidence = new Evidence[0];
    private @Nullable Stretches stretches;
    private long rows;

    /**
     * Makes one.
     *
     * @param stretches takes the rows; null where they are only judged
     */
    TableScan(
            Classifier classifier,
            ReadLimits limits,
            boolean judging,
            @Nullable Stretches stretches,
            Progress progress) {
        this.classifier = classifier;
        this.limits = limits;
        this.judging = judging;
        this.stretches = stretches;
        this.progress = progress;
    }

    /** Reads these rows. */
    void read(Records records, List<String> known, long most) throws IOException, UnreadableFileException {
        for (String name : known) {
            columnOf(name, 1);
        }
        records.read(this, most);
        evidence = Arrays.copyOf(evidence, names.size());
        if (stretches != null) {
            stretches.end();
        }
        progress.rows(rows);
    }

    List<String> names() {
        return names;
    }

    long rows() {
        return rows;
    }

    /** Returns the evidence of all columns. */
    List<Evidence> evidence() {
        return Arrays.asList(evidence);
    }

    /** Tells whether all columns were handed on. */
    boolean handedOn() {
        return stretches != null;
    }

    @Override
    public int columnOf(String name, long line) throws UnreadableFileException {
        Integer place = places.get(name);
        if (place != null) {
            return place;
        }
        if (names.size() == limits.columns()) {
            throw LayoutSniffer.tooManyColumns(line, limits);
        }
        int index = names.size();
        places.put(name, index);
        names.add(name);
        if (index == evidence.length) {
            evidence = Arrays.copyOf(evidence, Math.max(16, index * 2));
        }
        evidence[index] = new Evidence();
        if (stretches != null && !stretches.has(index)) {
            // a late column: the rows are to be read once more
            stretches = null;
        }
        return index;
    }

    @Override
    public void cell(int column, Origin origin, long line, char[] text, int offset, int length)
            throws UnreadableFileException {
        Kind kind = switch (origin) {
            case PLAIN -> classifier.kind(text, offset, length);
            case STRING -> classifier.kindOfString(text, offset, length);
            case NULL -> Kind.MISSING;
        };
        if (kind == Kind.TEXT) {
            refuseNul(column, line, text, offset, length);
        }
        if (judging) {
            evidence[column].add(kind, line, column + 1, text, offset, length);
        }
        if (stretches != null) {
            stretches.add(column, kind, classifier, text, offset, length);
        }
    }

    private static void refuseNul(int column, long line, char[] text, int offset, int length)
            throws UnreadableFileException {
        for (int i = offset; i < offset + length; i++) {
            if (text[i] == 0) {
                throw LayoutSniffer.nul(line, column + 1, Contradiction.shorten(text, offset, length));
            }
        }
    }

    @Override
    public void endRow() throws IOException {
        rows++;
        if (stretches != null) {
            stretches.endRow();
        }
        if (rows % ROWS_PER_REPORT == 0) {
            progress.rows(rows);
        }
    }
}
