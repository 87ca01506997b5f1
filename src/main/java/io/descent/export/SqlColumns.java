package io.descent.export;

import io.descent.data.encode.ColumnEncoding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What columns add to a margin, in SQL.
 *
 * @param refusesUnknown whether a level that training has not seen gives null
 */
record SqlColumns(SqlDialect dialect, boolean refusesUnknown) {

    /** Returns the addends of a column, in the order of its features; those that are 0 everywhere are left out. */
    List<String> terms(String name, ColumnEncoding encoding, double[] weights) {
        String column = SqlDialect.name(name);
        List<String> terms = new ArrayList<>();
        switch (encoding) {
            case ColumnEncoding.Numeric(Double fill, boolean _) ->
                terms.add(product(weights[0], filled(SqlDialect.asDouble(column), fill)));
            case ColumnEncoding.Flag(Double fill, boolean _) ->
                terms.add(product(
                        weights[0],
                        "CASE WHEN " + column + " IS NULL THEN " + orNull(fill) + " WHEN " + column + " THEN "
                                + SqlDialect.number(1) + " ELSE " + SqlDialect.number(0) + " END"));
            case ColumnEncoding.Date(boolean parts, Double fill, boolean _) -> {
                if (parts) {
                    String time = fill == null ? column : "COALESCE(" + column + ", " + dialect.time(fill) + ")";
                    for (int part = 0; part < encoding.width(); part++) {
                        terms.add(product(weights[part], dialect.part(time, part)));
                    }
                } else {
                    terms.add(product(weights[0], filled(dialect.seconds(column), fill)));
                }
            }
            case ColumnEncoding.Category category -> terms.add(levels(column, category, weights));
            case ColumnEncoding.Hashed _ ->
                throw new NotExportableException(
                        "column `" + name
                                + "` is hashed, which SQL cannot do; fit it with `encoding.max_categories` in place of `hashed`");
        }
        if (encoding.indicator()) {
            terms.add("CASE WHEN " + column + " IS NULL THEN " + SqlDialect.number(weights[weights.length - 1])
                    + " ELSE " + SqlDialect.number(0) + " END");
        }
        return terms;
    }

    private static String product(double weight, String value) {
        return SqlDialect.number(weight) + " * " + value;
    }

    private static String filled(String value, @Nullable Double fill) {
        return fill == null ? value : "COALESCE(" + value + ", " + SqlDialect.number(fill) + ")";
    }

    private static String orNull(@Nullable Double fill) {
        return fill == null ? "NULL" : SqlDialect.number(fill);
    }

    private String levels(String column, ColumnEncoding.Category category, double[] weights) {
        LevelWeights levels = LevelWeights.of(category, weights);
        StringBuilder cases = new StringBuilder("CASE WHEN " + column + " IS NULL THEN ")
                .append(levels.missing() == null ? "NULL" : SqlDialect.number(levels.missing()));
        levels.known()
                .forEach((level, weight) -> cases.append(" WHEN ")
                        .append(column)
                        .append(" = ")
                        .append(SqlDialect.text(level))
                        .append(" THEN ")
                        .append(SqlDialect.number(weight)));
        return cases.append(" ELSE ")
                .append(refusesUnknown ? "NULL" : SqlDialect.number(levels.unknown()))
                .append(" END")
                .toString();
    }
}
