package io.descent.export;

import io.descent.data.encode.ColumnEncoding;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A category as a table: a row of K addends for each level, the same as the weights of its features times 1 and 0. A value
 * that the service refuses has NaN.
 *
 * @param rowOf by level, its row; a missing value is the level ""
 * @param rows of the levels, the last one of any that are not known
 * @param missing which row missing values have
 */
record LevelTable(SequencedMap<String, Integer> rowOf, List<double[]> rows, int missing) {

    /** The text that stands for a missing value. */
    static final String MISSING = "";

    /**
     * Makes one.
     *
     * @param weights of the features of the column, K for each
     * @param refusesUnknown whether levels that training has not seen are refused
     */
    static LevelTable of(
            String column,
            ColumnEncoding.Category category,
            List<double[]> weights,
            int outputs,
            boolean refusesUnknown) {
        double[] none = new double[outputs];
        double[] refused = new double[outputs];
        Arrays.fill(refused, Double.NaN);
        // the first one has no feature where it is dropped
        List<double[]> told = new ArrayList<>(weights);
        if (category.dropped() != null) {
            told.addFirst(none);
        }
        int own = category.levels().size();
        int rare = own + (category.missingLevel() ? 1 : 0);
        double[] infrequent = category.infrequent().isEmpty() ? none : told.get(rare);
        double[] unknown = refusesUnknown ? refused : infrequent;

        List<double[]> rows = new ArrayList<>(told.subList(0, own));
        SequencedMap<String, Integer> rowOf = new LinkedHashMap<>();
        category.levels().forEach(level -> rowOf.put(level, rowOf.size()));
        category.infrequent().forEach(level -> rowOf.put(level, own));
        rows.add(infrequent);
        String fill = category.fill();
        double[] filled;
        if (category.missingLevel()) {
            filled = told.get(own);
        } else if (fill == null) {
            filled = refused;
        } else {
            Integer known = rowOf.get(fill);
            filled = known == null ? unknown : rows.get(known);
        }
        int missing = rows.size();
        rows.add(filled);
        rows.add(unknown);
        check(column, category, rowOf);
        rowOf.putIfAbsent(MISSING, missing);
        return new LevelTable(rowOf, rows, missing);
    }

    private static void check(String column, ColumnEncoding.Category category, Map<String, Integer> levels) {
        if (levels.containsKey(MISSING) && (category.missingLevel() || category.fill() != null)) {
            throw new NotExportableException("column '" + column + "' has the empty text as a level and missing values "
                    + "beside it, and a text of ONNX is never missing: train with one of them only");
        }
        CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
        if (!levels.keySet().stream().allMatch(utf8::canEncode)) {
            throw new NotExportableException("column '" + column
                    + "' has a level that is not valid Unicode, which ONNX has no text for: train without it");
        }
    }

    /** Returns the addends of all rows, one row after the other. */
    double[] addends() {
        return rows.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** Returns what is added beside it: some numbers for missing values, else 0. */
    double[] whereMissing(double[] weights) {
        double[] addends = new double[rows.size() * weights.length];
        System.arraycopy(weights, 0, addends, missing * weights.length, weights.length);
        return addends;
    }
}
