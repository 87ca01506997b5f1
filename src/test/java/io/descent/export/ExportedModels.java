package io.descent.export;

import io.descent.data.Classes;
import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.data.encode.ColumnEncoding;
import io.descent.data.encode.ColumnType;
import io.descent.data.encode.Encoding;
import io.descent.data.encode.EncodingReport;
import io.descent.data.encode.FeatureVisitor;
import io.descent.model.LinearModel;
import io.descent.model.ModelType;
import io.descent.model.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Models with every kind of column, and rows with gaps, unknown levels and extremes. */
final class ExportedModels {

    private static final String ODD = "it's \"odd\"; drop -- ❄ \\ ?";
    private static final double[] EXTREMES = {0, -0.0, 1e-300, -1e300, 1e15, 0.1, Double.MIN_VALUE};
    private static final List<String> CITIES = List.of("Paris", "Rome", "Lyon", "O'Neill", "Oslo", ODD);

    private ExportedModels() {}

    /** Returns a model of a type over columns of every kind but those with parts of dates and hashes. */
    static Exportable model(ModelType type, long seed) {
        SequencedMap<String, ColumnEncoding> columns = new LinkedHashMap<>();
        columns.put("size", new ColumnEncoding.Numeric(12.5, true));
        columns.put(ODD, new ColumnEncoding.Numeric(0.0, false));
        columns.put("new", new ColumnEncoding.Flag(1.0, false));
        columns.put(
                "city",
                new ColumnEncoding.Category(
                        List.of("Paris", ODD), List.of("Lyon", "O'Neill"), false, "Lyon", null, true));
        columns.put("kind", new ColumnEncoding.Category(List.of("a", "b", "c"), List.of(), true, null, "a", false));
        columns.put("sold", new ColumnEncoding.Date(false, 1e9, false));
        return of(type, columns, seed, 3);
    }

    static Exportable of(ModelType type, SequencedMap<String, ColumnEncoding> columns, long seed, int classes) {
        Encoding encoding = new Encoding(columns, false);
        int outputs = type == ModelType.SOFTMAX ? classes : 1;
        Random random = new Random(seed);
        double[] coef = random.doubles((long) outputs * encoding.features().size(), -1, 1)
                .map(weight -> weight / 3)
                .toArray();
        for (int k = 0; k < outputs; k++) {
            // seconds since 1970 are large
            int seconds = encoding.features().indexOf("sold");
            if (seconds >= 0) {
                coef[k * encoding.features().size() + seconds] *= 1e-9;
            }
        }
        List<Object> labels =
                outputs > 1 ? List.of("a", "it's", "z") : type.classifies() ? List.of("no", "yes") : List.of();
        LinearModel model = new LinearModel(
                type,
                encoding.features(),
                coef,
                random.doubles(outputs, -1, 1).toArray(),
                labels.isEmpty() ? null : new Classes(labels));
        SequencedMap<String, String> madeOf = new LinkedHashMap<>();
        madeOf.put("label", "line one\nline two \"\"\" '''; drop table rows; -- \\");
        return new Exportable("model of \"" + type + "\"", model, encoding, false, madeOf);
    }

    /** Returns rows for a model, in the order of its columns. */
    static Table rows(Exportable what, int count, long seed, boolean extremes) {
        Random random = new Random(seed);
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        what.encoding()
                .columns()
                .forEach((name, encoding) -> columns.put(name, column(encoding, count, random, extremes)));
        return new Table(columns);
    }

    private static Column column(ColumnEncoding encoding, int count, Random random, boolean extremes) {
        return switch (encoding) {
            case ColumnEncoding.Numeric(Double fill, boolean _) ->
                new Column.Numbers(IntStream.range(0, count)
                        .mapToDouble(i -> fill != null && random.nextInt(5) == 0
                                ? Double.NaN
                                : extremes && random.nextInt(4) == 0
                                        ? EXTREMES[random.nextInt(EXTREMES.length)]
                                        : random.nextGaussian())
                        .toArray());
            case ColumnEncoding.Flag _ ->
                Column.Booleans.of(IntStream.range(0, count)
                        .<@Nullable Boolean>mapToObj(
                                i -> random.nextInt(5) == 0 ? null : (Boolean) random.nextBoolean())
                        .toList());
            case ColumnEncoding.Date _ ->
                new Column.Dates(IntStream.range(0, count)
                        .mapToDouble(i -> random.nextInt(5) == 0 ? Double.NaN : random.nextInt(2_000_000_000))
                        .toArray());
            case ColumnEncoding.Category category -> texts(category.levels(), count, random);
            case ColumnEncoding.Hashed _ -> texts(CITIES, count, random);
        };
    }

    private static Column texts(List<String> some, int count, Random random) {
        List<String> all = new ArrayList<>(some);
        all.addAll(CITIES);
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(random.nextInt(6) == 0 ? null : all.get(random.nextInt(all.size())));
        }
        return Column.Texts.of(texts);
    }

    /** Returns what the service says of rows. */
    static Predictions predictions(Exportable what, Table rows) {
        LinearModel model = what.model();
        double[] margins = new double[rows.rows() * model.outputs()];
        double[] row = new double[model.features().size()];
        int[] at = {0};
        what.encoding().visit(rows, new Silent(), new FeatureVisitor() {
            @Override
            public void feature(int place, double value) {
                row[place] = value;
            }

            @Override
            public void endRow() {
                for (int k = 0; k < model.outputs(); k++) {
                    margins[at[0]++] = model.margin(row, 0, k);
                }
                Arrays.fill(row, 0);
            }
        });
        return new Predictions(model, margins);
    }

    /** Unknown levels are expected. */
    private record Silent() implements EncodingReport {
        @Override
        public void unreadable(String column, int row, ColumnType type, Object value) {
            throw new AssertionError(column);
        }

        @Override
        public void missing(String column, int row) {
            throw new AssertionError(column);
        }

        @Override
        public void unknown(String column, int row, String level) {}

        @Override
        public void impossible(String column, String detail) {
            throw new AssertionError(detail);
        }
    }
}
