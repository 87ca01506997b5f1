package io.descent.tabular;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.data.encode.ColumnType;
import io.descent.dataset.TableSink;
import io.descent.tabular.UnreadableFileException.Code;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * Rows as LIBSVM and SVMlight write them: {@code target index:value index:value … # comment}, indices rising from 1 on, or from
 * 0 on where one is 0, as scikit-learn's {@code load_svmlight_file} has it. Features are the columns {@code x1}, {@code x2} and
 * so on; what a row leaves out is 0.
 */
final class LibsvmReader {

    private static final String TARGET = "target";

    private final SourceText source;
    private final ReadLimits limits;
    private final Progress progress;

    LibsvmReader(SourceText source, ReadLimits limits, Progress progress) {
        this.source = source;
        this.limits = limits;
        this.progress = progress;
    }

    /** Takes the values of a row, and its end. */
    private interface Rows {
        /** Takes the target, which the present word is. */
        void target(LibsvmTokens word) throws UnreadableFileException;

        /** Takes a feature, whose value the present word is from one of its characters on. */
        void feature(int index, LibsvmTokens word, int from) throws UnreadableFileException;

        void end() throws IOException;
    }

    ReadFile read(TableSink sink) throws IOException, UnreadableFileException {
        Extent extent = new Extent();
        pass(extent);
        if (extent.rows == 0) {
            throw LayoutSniffer.empty("holds no row");
        }
        int first = extent.least == 0 ? 0 : 1;
        List<String> names = IntStream.rangeClosed(first, extent.greatest)
                .mapToObj(index -> "x" + index)
                .toList();
        Filling filling = new Filling(sink, names, first);
        pass(filling);
        filling.handOn();
        return new ReadFile(
                extent.rows,
                null,
                filling.heads.stream()
                        .map(head -> new ColumnReport(
                                head.name(), head.type(), "the format has nothing but numbers", 0, List.of(), null))
                        .toList());
    }

    private void pass(Rows rows) throws IOException, UnreadableFileException {
        try (LibsvmTokens tokens = new LibsvmTokens(source.open(), limits)) {
            long count = 0;
            while (tokens.nextRow()) {
                rows.target(tokens);
                features(tokens, rows);
                rows.end();
                if (++count % 4096 == 0) {
                    progress.rows(count);
                }
            }
            progress.rows(count);
        }
    }

    private void features(LibsvmTokens tokens, Rows rows) throws IOException, UnreadableFileException {
        long last = -1;
        while (tokens.nextInRow()) {
            int colon = tokens.colon();
            if (colon < 1) {
                throw tokens.refused(Code.SYNTAX, "must be `index:value`");
            }
            if (tokens.isQuery()) {
                throw tokens.refused(Code.SYNTAX, "is for ranking, which is not done here; leave `qid` out");
            }
            int index = tokens.index(colon);
            if (index <= last) {
                throw tokens.refused(
                        Code.SYNTAX, "must have a greater index than the one before: indices rise in a row");
            }
            if (index >= limits.columns()) {
                throw tokens.refused(
                        Code.TOO_MANY_COLUMNS,
                        "has an index beyond %d, the most that are read; post the rows to /v1/fits as `csr`"
                                .formatted(limits.columns() - 1));
            }
            last = index;
            rows.feature(index, tokens, colon + 1);
        }
    }

    /** Finds how many rows and features there are. */
    private static final class Extent implements Rows {

        private long rows;
        private int least = Integer.MAX_VALUE;
        private int greatest;

        @Override
        public void target(LibsvmTokens word) {}

        @Override
        public void feature(int index, LibsvmTokens word, int from) {
            least = Math.min(least, index);
            greatest = Math.max(greatest, index);
        }

        @Override
        public void end() {
            rows++;
        }
    }

    /** Makes stretches of rows. */
    private static final class Filling implements Rows {

        private static final int CELLS = 1 << 18;
        private static final int MOST_ROWS = 1 << 13;

        private final TableSink sink;
        private final List<TableSink.Head> heads;
        private final int first;
        private final double[][] columns;
        private int rows;

        Filling(TableSink sink, List<String> names, int first) throws IOException {
            this.sink = sink;
            this.first = first;
            this.heads = IntStream.rangeClosed(0, names.size())
                    .mapToObj(j -> new TableSink.Head(j == 0 ? TARGET : names.get(j - 1), ColumnType.NUMBER))
                    .toList();
            this.columns = new double[heads.size()][Math.clamp(CELLS / heads.size(), 1, MOST_ROWS)];
            sink.begin(heads);
        }

        @Override
        public void target(LibsvmTokens word) throws UnreadableFileException {
            columns[0][rows] = word.number(0);
        }

        @Override
        public void feature(int index, LibsvmTokens word, int from) throws UnreadableFileException {
            columns[index - first + 1][rows] = word.number(from);
        }

        @Override
        public void end() throws IOException {
            if (++rows == columns[0].length) {
                handOn();
            }
        }

        void handOn() throws IOException {
            if (rows == 0) {
                return;
            }
            SequencedMap<String, Column> stretch = new LinkedHashMap<>();
            for (int j = 0; j < columns.length; j++) {
                stretch.put(heads.get(j).name(), new Column.Numbers(Arrays.copyOf(columns[j], rows)));
                Arrays.fill(columns[j], 0, rows, 0);
            }
            sink.rows(new Table(stretch));
            rows = 0;
        }
    }
}
