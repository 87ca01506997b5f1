package io.descent.export;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.data.encode.ColumnEncoding;
import io.descent.data.encode.ColumnType;
import io.descent.data.encode.EncodedRows;
import io.descent.data.encode.Encoding;
import io.descent.data.encode.EncodingReport;
import io.descent.model.LinearModel;
import io.descent.model.Predictions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rows of columns of every kind that can be exported, with gaps, unknown levels and extremes, and their encoding. */
final class OnnxRows {

    static final double[] EXTREMES = {1e-300, -1e-300, 1e300, -1e300, -0.0, 0.0, Double.MIN_VALUE, 4e15, 0.1};

    private OnnxRows() {}

    /** Returns what all columns become; nothing is refused where levels that are unknown are not. */
    static Encoding encoding() {
        SequencedMap<String, ColumnEncoding> columns = new LinkedHashMap<>();
        columns.put("number", new ColumnEncoding.Numeric(null, false));
        columns.put("with gaps", new ColumnEncoding.Numeric(0.25, true));
        columns.put("v0", new ColumnEncoding.Numeric(-0.0, false));
        columns.put("flag", new ColumnEncoding.Flag(1.0, true));
        columns.put("when", new ColumnEncoding.Date(false, 1e9, false));
        columns.put("colour", category(List.of("blue", "red"), List.of("rare", "seldom"), true, null, null, false));
        columns.put("town", category(List.of("Bern", "Zürich", "東京"), List.of(), false, "Bern", "Bern", true));
        columns.put("kind", category(List.of("a"), List.of("rare"), false, "(missing)", null, false));
        columns.put("alone", category(List.of(), List.of("blue", "red"), true, null, "(missing)", false));
        columns.put("nothing", category(List.of("a"), List.of(), false, "unseen", "a", true));
        return new Encoding(columns, false);
    }

    static ColumnEncoding.Category category(
            List<String> levels,
            List<String> infrequent,
            boolean missingLevel,
            @Nullable String fill,
            @Nullable String dropped,
            boolean indicator) {
        return new ColumnEncoding.Category(levels, infrequent, missingLevel, fill, dropped, indicator);
    }

    /**
     * Returns rows of columns.
     *
     * @param extremes the share of numbers that are one of {@link #EXTREMES}
     */
    static Table table(Encoding encoding, int rows, double extremes, Random random) {
        List<String> levels =
                List.of("blue", "red", "rare", "seldom", "Bern", "Zürich", "東京", "a", "unseen", "(missing)");
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        encoding.columns().forEach((name, column) -> {
            double[] numbers = new double[rows];
            List<@Nullable String> texts = new ArrayList<>();
            List<@Nullable Boolean> flags = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                boolean gap = random.nextInt(5) == 0
                        && !(column instanceof ColumnEncoding.Numeric(Double fill, var _) && fill == null);
                numbers[i] = gap
                        ? Double.NaN
                        : random.nextDouble() < extremes
                                ? EXTREMES[random.nextInt(EXTREMES.length)]
                                : random.nextGaussian() * (random.nextBoolean() ? 1 : 40);
                texts.add(gap ? null : levels.get(random.nextInt(levels.size())));
                flags.add(gap ? null : (Boolean) random.nextBoolean());
            }
            columns.put(
                    name,
                    switch (column.type()) {
                        case NUMBER -> new Column.Numbers(numbers);
                        case DATE -> new Column.Dates(numbers);
                        case BOOLEAN -> Column.Booleans.of(flags);
                        case CATEGORY -> Column.Texts.of(texts);
                    });
        });
        return new Table(columns);
    }

    /** Returns what the service predicts of rows, whether it refuses them or not. */
    static Predictions predictions(LinearModel model, Encoding encoding, Table table) {
        double[] features = ((EncodedRows.Dense) encoding.apply(table, new Refusals(false))).values();
        double[] margins = new double[table.rows() * model.outputs()];
        for (int i = 0; i < table.rows(); i++) {
            for (int k = 0; k < model.outputs(); k++) {
                margins[i * model.outputs() + k] =
                        model.margin(features, i * model.features().size(), k);
            }
        }
        return new Predictions(model, margins);
    }

    /** Returns the rows that the service refuses. */
    static Set<Integer> refused(Encoding encoding, Table table, boolean refusesUnknown) {
        Refusals refusals = new Refusals(refusesUnknown);
        encoding.apply(table, refusals);
        return refusals.rows();
    }

    /** Returns how many doubles lie between two, and one more; 0 where they are the same to the bit. */
    static long ulps(double one, double other) {
        return Double.isNaN(one) && Double.isNaN(other)
                ? 0
                : Math.abs(Math.subtractExact(ordered(one), ordered(other)));
    }

    private static long ordered(double number) {
        long bits = Double.doubleToRawLongBits(number);
        return bits >= 0 ? bits : Long.MIN_VALUE - bits - 1;
    }

    private record Refusals(boolean unknown, Set<Integer> rows) implements EncodingReport {

        Refusals(boolean unknown) {
            this(unknown, new TreeSet<>());
        }

        @Override
        public void unreadable(String column, int row, ColumnType type, Object value) {
            throw new AssertionError(column + " holds " + value);
        }

        @Override
        public void missing(String column, int row) {
            rows.add(row);
        }

        @Override
        public void unknown(String column, int row, String level) {
            if (unknown) {
                rows.add(row);
            }
        }

        @Override
        public void impossible(String column, String detail) {
            throw new AssertionError(detail);
        }
    }
}
