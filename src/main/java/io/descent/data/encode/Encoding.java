package io.descent.data.encode;

import io.descent.data.Column;
import io.descent.data.Table;
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

    /** Returns the table with each column as what the settings take it for. */
    public static Table typed(EncodingSpec spec, Table table, EncodingReport report) {
        SequencedMap<String, Column> typed = new LinkedHashMap<>();
        table.columns()
                .forEach((name, column) ->
                        typed.put(name, new Conversion(name, spec.type(name, column), report).apply(column)));
        return new Table(typed);
    }

    /** Learns of training rows whose columns are {@link #typed}. */
    public static Encoding learn(EncodingSpec spec, Table training, EncodingReport report) {
        SequencedMap<String, ColumnEncoding> learned = new LinkedHashMap<>();
        training.columns().forEach((name, column) -> {
            ColumnEncoding known = spec.columns().get(name);
            learned.put(name, known != null ? known : new Learning(spec, name, report).of(column));
        });
        Encoding dense = new Encoding(learned, false);
        long features = dense.width();
        return features > WIDE && dense.nonZeros(training) < MOSTLY_ZERO * features * training.rows()
                ? new Encoding(learned, true)
                : dense;
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

    private long nonZeros(Table table) {
        EncodedRows.Counter counter = new EncodedRows.Counter();
        List<RowEncoder> encoders = encoders(table, Silent.REPORT);
        for (int row = 0; row < table.rows(); row++) {
            for (RowEncoder encoder : encoders) {
                encoder.encode(row, counter);
            }
        }
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
