package io.descent.data.encode;

import io.descent.data.Column;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the features of one column, row by row, those that are not 0 in rising order. */
interface RowEncoder {

    /** So many levels are looked for one by one. */
    int FEW = 4;

    /** Takes a feature that is not 0. */
    @FunctionalInterface
    interface Sink {
        void put(int feature, double value);
    }

    void encode(int row, Sink to);

    /**
     * Returns that of a column.
     *
     * @param from the first of its features
     */
    static RowEncoder of(String name, ColumnEncoding encoding, Column column, int from, EncodingReport report) {
        RowEncoder own = switch (encoding) {
            case ColumnEncoding.Numeric(Double fill, var _) ->
                numbers(name, ((Column.Numbers) column).values(), fill, from, report);
            case ColumnEncoding.Flag(Double fill, var _) ->
                numbers(name, Encoding.flags((Column.Booleans) column), fill, from, report);
            case ColumnEncoding.Date(boolean parts, Double fill, var _) -> {
                double[] seconds = ((Column.Dates) column).seconds();
                RowEncoder whole = numbers(name, seconds, fill, from, report);
                yield parts ? parts(seconds, fill, from, whole) : whole;
            }
            case ColumnEncoding.Category category -> levels(name, category, (Column.Texts) column, from, report);
            case ColumnEncoding.Hashed hashed -> hashed(name, hashed, (Column.Texts) column, from, report);
        };
        if (!encoding.indicator()) {
            return own;
        }
        int indicator = from + encoding.width();
        return (row, to) -> {
            own.encode(row, to);
            if (column.isMissing(row)) {
                to.put(indicator, 1);
            }
        };
    }

    private static RowEncoder numbers(
            String name, double[] values, @Nullable Double fill, int feature, EncodingReport report) {
        return (row, to) -> {
            double value = values[row];
            if (Double.isNaN(value)) {
                if (fill == null) {
                    report.missing(name, row);
                    return;
                }
                value = fill;
            }
            if (value != 0 || Double.doubleToRawLongBits(value) != 0) {
                to.put(feature, value);
            }
        };
    }

    /** Hands missing values without a fill to the one that reports them. */
    private static RowEncoder parts(double[] seconds, @Nullable Double fill, int from, RowEncoder whole) {
        return (row, to) -> {
            double time = Double.isNaN(seconds[row]) && fill != null ? fill : seconds[row];
            if (Double.isNaN(time)) {
                whole.encode(row, to);
                return;
            }
            ZonedDateTime date = Instant.ofEpochSecond((long) Math.floor(time)).atZone(ZoneOffset.UTC);
            int[] parts = {
                date.getYear(), date.getMonthValue(), date.getDayOfWeek().getValue() - 1, date.getHour()
            };
            for (int k = 0; k < parts.length; k++) {
                if (parts[k] != 0) {
                    to.put(from + k, parts[k]);
                }
            }
        };
    }

    private static RowEncoder levels(
            String name, ColumnEncoding.Category category, Column.Texts texts, int from, EncodingReport report) {
        // the level that is dropped has no feature: −1
        int first = category.dropped() == null ? 0 : -1;
        int missing = first + category.levels().size();
        int rare = category.infrequent().isEmpty() ? -1 : missing + (category.missingLevel() ? 1 : 0);
        List<String> levels = texts.levels();
        Map<String, Integer> features = features(category, first, rare, levels);
        boolean[] unknown = new boolean[levels.size()];
        int[] featureOf = new int[levels.size()];
        for (int k = 0; k < unknown.length; k++) {
            Integer feature = features.get(levels.get(k));
            unknown[k] = feature == null;
            featureOf[k] = feature == null ? rare : feature;
        }
        String fill = category.fill();
        int filled = category.missingLevel() ? missing : fill == null ? -1 : features.getOrDefault(fill, rare);
        String unknownFill = fill != null && !features.containsKey(fill) ? fill : null;
        boolean refused = !category.missingLevel() && fill == null;
        return (row, to) -> {
            int code = texts.codes()[row];
            if (code < 0 && refused) {
                report.missing(name, row);
            } else if (code < 0 && unknownFill != null) {
                report.unknown(name, row, unknownFill);
            } else if (code >= 0 && unknown[code]) {
                report.unknown(name, row, levels.get(code));
            }
            int feature = code < 0 ? filled : featureOf[code];
            if (feature >= 0) {
                to.put(from + feature, 1);
            }
        };
    }

    /** Returns the features of levels, of all or at least of those that are asked for. */
    private static Map<String, Integer> features(
            ColumnEncoding.Category category, int first, int rare, List<String> asked) {
        Map<String, Integer> features = new HashMap<>();
        if (asked.size() <= FEW) {
            // a row that is predicted on its own needs no table of thousands of levels
            for (String level : asked) {
                add(level, category, first, rare, features);
            }
            if (category.fill() != null) {
                add(category.fill(), category, first, rare, features);
            }
            return features;
        }
        for (int k = 0; k < category.levels().size(); k++) {
            features.put(category.levels().get(k), first + k);
        }
        category.infrequent().forEach(level -> features.put(level, rare));
        return features;
    }

    private static void add(
            String level, ColumnEncoding.Category category, int first, int rare, Map<String, Integer> to) {
        int place = category.levels().indexOf(level);
        if (place >= 0) {
            to.put(level, first + place);
        } else if (category.infrequent().contains(level)) {
            to.put(level, rare);
        }
    }

    private static RowEncoder hashed(
            String name, ColumnEncoding.Hashed hashed, Column.Texts texts, int from, EncodingReport report) {
        int[] hashes = texts.levels().stream()
                .mapToInt(level -> Murmur3.hash(name + "=" + level))
                .toArray();
        String fill = hashed.missingLevel() ? ColumnEncoding.Category.MISSING : hashed.fill();
        int filled = fill == null ? 0 : Murmur3.hash(name + "=" + fill);
        return (row, to) -> {
            int code = texts.codes()[row];
            if (code < 0 && fill == null) {
                report.missing(name, row);
                return;
            }
            int hash = code < 0 ? filled : hashes[code];
            to.put(from + Murmur3.index(hash, hashed.width()), hash >= 0 ? 1 : -1);
        };
    }
}
