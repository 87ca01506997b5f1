package io.descent.data.encode;

import io.descent.data.Column;
import io.descent.data.ScratchFiles;
import io.descent.data.Table;
import io.descent.data.TableSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a table becomes features: what was learned of the training rows, and nothing of any others.
 *
 * @param columns by name, in the order of their features
 * @param sparse whether rows are stored sparse: more than {@value #WIDE} features, of which less than a fifth are not 0
 *     in the training rows
 */
public record Encoding(SequencedMap<String, ColumnEncoding> columns, boolean sparse) {

    private static final int WIDE = 64;
    private static final double MOSTLY_ZERO = 0.2;

    public Encoding {
        columns = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(columns));
    }

    /**
     * Learns of the rows of a table that are trained on, a column at a time.
     *
     * @param trained where they stand in it; null for all
     * @param report hears of values that are not of the type that the settings give their column
     */
    public static Encoding learn(
            EncodingSpec spec, TableSource table, int @Nullable [] trained, EncodingReport report) {
        SequencedMap<String, ColumnEncoding> learned = new LinkedHashMap<>();
        for (String name : table.names()) {
            Column typed = typed(spec, name, table, report);
            ColumnEncoding known = spec.columns().get(name);
            learned.put(name, known != null ? known : new Learning(spec, name, report).of(select(typed, trained)));
        }
        Encoding dense = new Encoding(learned, false);
        long features = dense.width();
        int rows = trained == null ? table.rows() : trained.length;
        return features > WIDE && dense.nonZeros(table, trained) < MOSTLY_ZERO * features * rows
                ? new Encoding(learned, true)
                : dense;
    }

    static Column typed(EncodingSpec spec, String name, TableSource table, EncodingReport report) {
        Column column = table.column(name);
        return new Conversion(name, spec.type(name, column), report).apply(column);
    }

    private static Column select(Column column, int @Nullable [] rows) {
        return rows == null ? column : column.select(rows);
    }

    /** Returns the encoding of columns that are features as they are. */
    public static Encoding ofNumbers(List<String> names) {
        SequencedMap<String, ColumnEncoding> numbers = new LinkedHashMap<>();
        names.forEach(name -> numbers.put(name, new ColumnEncoding.Numeric(null, false)));
        return new Encoding(numbers, false);
    }

    /** Returns the names of the features, in their order. */
    public List<String> features() {
        List<String> features = new ArrayList<>();
        columns.forEach((name, column) -> features.addAll(column.features(name)));
        return features;
    }

    /** Returns how many features there are. */
    public long width() {
        return columns.values().stream().mapToLong(ColumnEncoding::count).sum();
    }

    /** Returns a name that several features would have; null where there is none. */
    public @Nullable String clash() {
        Set<String> seen = new HashSet<>();
        return features().stream().filter(name -> !seen.add(name)).findFirst().orElse(null);
    }

    /** Tells whether every feature is a column as it is, but for missing values. */
    public boolean plain() {
        return columns.values().stream()
                .allMatch(column -> column instanceof ColumnEncoding.Numeric(var _, boolean indicator) && !indicator);
    }

    /**
     * Encodes the rows of a table, which has these columns and may have others.
     *
     * @param report hears of values of other types, missing ones without a fill, and unknown levels; the first two are
     *     encoded as 0
     */
    public EncodedRows apply(Table table, EncodingReport report) {
        List<RowEncoder> encoders = encoders(table, report);
        return sparse
                ? EncodedRows.sparse(encoders, table.rows())
                : EncodedRows.dense(encoders, table.rows(), Math.toIntExact(width()));
    }

    /** Hands on the features of the rows of a table, as {@link #apply} makes them. */
    public void visit(Table table, EncodingReport report, FeatureVisitor visitor) {
        List<RowEncoder> encoders = encoders(table, report);
        RowEncoder.Sink to = visitor::feature;
        for (int row = 0; row < table.rows(); row++) {
            for (RowEncoder encoder : encoders) {
                encoder.encode(row, to);
            }
            visitor.endRow();
        }
    }

    /** Encodes the rows of a table into a file, some at a time; not for an encoding that is sparse. */
    public EncodedRows.Mapped write(TableSource table, EncodingReport report, ScratchFiles files) throws IOException {
        return new EncodedRows.Mapped(files.write(Math.toIntExact(width()), writer -> {
            int[] before = {0};
            table.forEach(List.copyOf(columns.sequencedKeySet()), stretch -> {
                EncodingReport place = new OffsetReport(report, before[0]);
                EncodedRows.Dense rows =
                        EncodedRows.dense(encoders(stretch, place), stretch.rows(), Math.toIntExact(width()));
                try {
                    writer.append(rows.values(), 0, rows.values().length);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
                before[0] += stretch.rows();
            });
        }));
    }

    private List<RowEncoder> encoders(Table table, EncodingReport report) {
        List<RowEncoder> encoders = new ArrayList<>();
        int at = 0;
        for (Map.Entry<String, ColumnEncoding> column : columns.entrySet()) {
            String name = column.getKey();
            Column values = table.columns().get(name);
            if (values == null) {
                throw new IllegalArgumentException("the table has no column " + name);
            }
            ColumnEncoding encoding = column.getValue();
            Column typed = new Conversion(name, encoding.type(), report).apply(values);
            encoders.add(RowEncoder.of(name, encoding, typed, at, report));
            at += encoding.count();
        }
        return encoders;
    }

    private long nonZeros(TableSource table, int @Nullable [] trained) {
        EncodedRows.Counter counter = new EncodedRows.Counter();
        columns.forEach((name, encoding) -> {
            Column values = select(table.column(name), trained);
            Column typed = new Conversion(name, encoding.type(), Silent.REPORT).apply(values);
            RowEncoder encoder = RowEncoder.of(name, encoding, typed, 0, Silent.REPORT);
            for (int row = 0; row < typed.size(); row++) {
                encoder.encode(row, counter);
            }
        });
        return counter.count();
    }

    /** Returns 1, 0, or NaN for missing. */
    static double[] flags(Column.Booleans flags) {
        double[] numbers = new double[flags.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = flags.isMissing(i) ? Double.NaN : flags.values()[i];
        }
        return numbers;
    }

    /** Hears nothing: what there is to tell is told when the rows are encoded. */
    private enum Silent implements EncodingReport {
        REPORT;

        @Override
        public void unreadable(String column, int row, ColumnType type, Object value) {}

        @Override
        public void missing(String column, int row) {}

        @Override
        public void unknown(String column, int row, String level) {}

        @Override
        public void impossible(String column, String detail) {}
    }
}
