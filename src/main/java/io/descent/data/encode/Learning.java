package io.descent.data.encode;

import io.descent.data.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Learns how one column of the training rows becomes features. */
record Learning(EncodingSpec spec, String name, EncodingReport report) {

    ColumnEncoding of(Column column) {
        return switch (column) {
            case Column.Numbers(double[] values) -> new ColumnEncoding.Numeric(fill(values), indicator(column));
            case Column.Booleans flags -> new ColumnEncoding.Flag(fill(Encoding.flags(flags)), indicator(column));
            case Column.Dates(double[] seconds) -> date(column, fill(seconds));
            case Column.Texts texts -> {
                Integer width = spec.hashed().get(name);
                yield width == null ? category(texts) : hashed(texts, width);
            }
        };
    }

    private ColumnEncoding.Date date(Column column, @Nullable Double fill) {
        if (spec.dates() == EncodingSpec.Dates.ERROR) {
            report.impossible(
                    name, "holds dates: give `encoding.dates`, \"seconds\" or \"parts\", or leave the column out");
        }
        return new ColumnEncoding.Date(spec.dates() == EncodingSpec.Dates.PARTS, fill, indicator(column));
    }

    private boolean fills() {
        return switch (spec.missing(name)) {
            case ERROR, DROP -> false;
            case MEAN, MEDIAN, MOST_FREQUENT, CONSTANT -> true;
        };
    }

    private boolean indicator(Column column) {
        return spec.missingIndicator() && fills() && column.missing() > 0;
    }

    private @Nullable Double fill(double[] values) {
        double[] present = Conversion.present(values);
        Missing missing = spec.missing(name);
        if (fills() && missing != Missing.CONSTANT && present.length == 0) {
            report.impossible(name, "holds no value in the training rows, so nothing can be filled in");
            return null;
        }
        return switch (missing) {
            case ERROR, DROP -> null;
            case MEAN -> mean(present);
            case MEDIAN -> median(present);
            case MOST_FREQUENT -> mostFrequent(present);
            case CONSTANT -> 0.0;
        };
    }

    static double mean(double[] values) {
        double sum = Arrays.stream(values).sum();
        return Double.isFinite(sum)
                ? sum / values.length
                : Arrays.stream(values).map(value -> value / values.length).sum();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
    }

    static double mostFrequent(double[] values) {
        double[] sorted =
                Arrays.stream(values).map(value -> value + 0.0).sorted().toArray();
        double most = sorted[0];
        int rows = 0;
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            if (to - from > rows) {
                rows = to - from;
                most = sorted[from];
            }
        }
        return most;
    }

    private ColumnEncoding hashed(Column.Texts texts, int width) {
        return new ColumnEncoding.Hashed(width, missingLevel(), fill(texts, counts(texts)), indicatorOf(texts));
    }

    private boolean missingLevel() {
        return spec.missing(name) == Missing.CONSTANT;
    }

    /** As a level of their own, missing values have a feature that says so already. */
    private boolean indicatorOf(Column.Texts texts) {
        return indicator(texts) && !missingLevel();
    }

    private static Map<String, Integer> counts(Column.Texts texts) {
        int[] rows = new int[texts.levels().size()];
        for (int code : texts.codes()) {
            if (code >= 0) {
                rows[code]++;
            }
        }
        Map<String, Integer> counts = new HashMap<>();
        for (int k = 0; k < rows.length; k++) {
            // a column keeps the levels of rows that are not among these
            if (rows[k] > 0) {
                counts.put(texts.levels().get(k), rows[k]);
            }
        }
        return counts;
    }

    private @Nullable String fill(Column.Texts texts, Map<String, Integer> counts) {
        return switch (spec.missing(name)) {
            case ERROR, DROP, CONSTANT -> null;
            case MEAN, MEDIAN -> {
                if (texts.missing() > 0) {
                    report.impossible(
                            name,
                            "is a category with missing values, which have no mean and no median: give "
                                    + "`encoding.missing` by column, \"most_frequent\" or \"constant\" for it");
                }
                yield null;
            }
            case MOST_FREQUENT -> {
                if (counts.isEmpty()) {
                    report.impossible(name, "holds no value in the training rows, so nothing can be filled in");
                    yield null;
                }
                ToIntFunction<Map.Entry<String, Integer>> rows = Map.Entry::getValue;
                yield counts.entrySet().stream()
                        .min(Comparator.comparingInt(rows).reversed().thenComparing(Map.Entry.comparingByKey()))
                        .orElseThrow()
                        .getKey();
            }
        };
    }

    private ColumnEncoding category(Column.Texts texts) {
        Map<String, Integer> counts = counts(texts);
        String fill = fill(texts, counts);
        if (fill != null) {
            counts.merge(fill, texts.missing(), Integer::sum);
        }
        List<String> sorted = counts.keySet().stream().sorted().toList();
        int[] rows = sorted.stream().mapToInt(counts::get).toArray();
        boolean[] rare = rare(rows, texts.size());
        List<String> levels = new ArrayList<>();
        List<String> infrequent = new ArrayList<>();
        for (int k = 0; k < rows.length; k++) {
            (rare[k] ? infrequent : levels).add(sorted.get(k));
        }
        boolean missingLevel = missingLevel() && texts.missing() > 0;
        // a missing value that training has not seen is an unknown level, as in scikit-learn
        String asMissing = missingLevel() && !missingLevel ? ColumnEncoding.Category.MISSING : fill;
        ColumnEncoding.Category category =
                new ColumnEncoding.Category(levels, infrequent, missingLevel, asMissing, null, indicatorOf(texts));
        int features = category.outputs().size();
        boolean dropped = switch (spec.drop()) {
            case FIRST -> features > 0;
            case IF_BINARY -> features == 2;
            case null -> false;
        };
        return dropped ? category.dropping() : category;
    }

    /** Tells which levels are rare, as scikit-learn's OneHotEncoder does: of those with as many rows the first ones. */
    private boolean[] rare(int[] rows, int all) {
        double least = spec.minFrequency() < 1 ? spec.minFrequency() * all : spec.minFrequency();
        boolean[] rare = new boolean[rows.length];
        int frequent = 0;
        for (int k = 0; k < rows.length; k++) {
            rare[k] = rows[k] < least;
            frequent += rare[k] ? 0 : 1;
        }
        Integer most = spec.maxCategories();
        // the rare levels' feature counts even where there is none yet: so scikit-learn counts
        if (most != null && most < frequent + 1) {
            IntStream.range(0, rows.length)
                    .boxed()
                    .sorted(Comparator.comparingInt(k -> rows[k]))
                    .limit(Math.max(rows.length - (most - 1), 0))
                    .forEach(k -> rare[k] = true);
        }
        return rare;
    }
}
