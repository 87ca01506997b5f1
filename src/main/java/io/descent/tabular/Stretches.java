package io.descent.tabular;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.dataset.TableSink;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/** Makes columns of the cells of some rows, hands them on, and begins anew. */
final class Stretches {

    private static final int CELLS = 1 << 18;
    private static final int MOST_ROWS = 1 << 13;
    private static final int FEWEST_ROWS = 1 << 6;

    /** Of distinct texts, so that a stretch of long ones is short. */
    private static final long MOST_CHARACTERS = 1 << 22;

    private final TableSink sink;
    private final List<String> names;
    private final List<Reading> readings;
    private final Filler[] fillers;
    private final int most;
    private int rows;
    private long characters;

    Stretches(TableSink sink, List<String> names, List<Reading> readings) throws IOException {
        this.sink = sink;
        this.names = List.copyOf(names);
        this.readings = readings;
        this.fillers = new Filler[names.size()];
        this.most = Math.clamp(CELLS / Math.max(1, names.size()), FEWEST_ROWS, MOST_ROWS);
        sink.begin(IntStream.range(0, names.size())
                .mapToObj(i -> new TableSink.Head(names.get(i), readings.get(i).type()))
                .toList());
        renew();
    }

    private void renew() {
        rows = 0;
        characters = 0;
        for (int i = 0; i < fillers.length; i++) {
            fillers[i] = Filler.of(readings.get(i), most);
        }
    }

    /** Tells whether a column is one of these, and not one that a later row has brought. */
    boolean has(int column) {
        return column < fillers.length;
    }

    /** Takes a value, the one that the classifier has seen last. */
    void add(int column, Kind kind, Classifier classifier, char[] text, int offset, int length) {
        Filler filler = fillers[column];
        if (filler.size() < rows) {
            pad(filler);
        }
        if (kind == Kind.MISSING) {
            filler.addMissing();
        } else {
            characters += filler.add(kind, classifier, text, offset, length);
        }
    }

    private void pad(Filler filler) {
        while (filler.size() < rows) {
            filler.addMissing();
        }
    }

    void endRow() throws IOException {
        rows++;
        if ((rows == most || characters > MOST_CHARACTERS) && fillers.length > 0) {
            handOn();
        }
    }

    void end() throws IOException {
        if (rows > 0 && fillers.length > 0) {
            handOn();
        }
    }

    private void handOn() throws IOException {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < fillers.length; i++) {
            pad(fillers[i]);
            columns.put(names.get(i), fillers[i].column());
        }
        sink.rows(new Table(columns));
        renew();
    }
}
