package io.descent.export;

import io.descent.data.Classes;
import io.descent.data.encode.ColumnEncoding;
import io.descent.model.LinearModel;
import io.descent.model.ModelType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A model as a query over a table with its columns. The margin is the sum 0 + w₁·x₁ + w₂·x₂ + … + b from left to right in
 * double precision, as the service sums it; so a linear model gives the same double wherever the database reads a decimal
 * number as the nearest double. A row of which no prediction can be made gets null.
 *
 * <p>PostgreSQL ends a query with an error where a product is no normal double, as of a weight and 10⁻³⁰⁸.
 *
 * <p>Classifiers get {@code prediction} and a column for each class, {@code probability=…}, or {@code score} of a support
 * vector machine; regressions {@code prediction}. e^m of a Poisson model is null where it is beyond a double.
 */
public final class SqlExport {

    /** The largest x of which e^x is a finite double. */
    private static final String LARGEST_EXPONENT = "709.782712893384";

    private final Exportable what;
    private final LinearModel model;
    private final SqlColumns columns;

    private SqlExport(Exportable what, SqlDialect dialect) {
        this.what = what;
        this.model = what.model();
        this.columns = new SqlColumns(dialect, what.refusesUnknown());
    }

    /**
     * Writes the query.
     *
     * @param table what it selects from, as it is called in the database
     * @throws NotExportableException for hashed columns, whose hash SQL does not have
     */
    public static String write(Exportable what, SqlDialect dialect, String table) {
        return new SqlExport(what, dialect).query(SqlDialect.name(table));
    }

    private String query(String table) {
        String head = what.madeOf().entrySet().stream()
                .map(entry -> "-- " + entry.getKey() + ": " + entry.getValue().replaceAll("\\R", " ") + "\n")
                .collect(Collectors.joining("", "-- " + what.name().replaceAll("\\R", " ") + "\n", ""));
        int outputs = model.outputs();
        String margins = IntStream.range(0, outputs)
                .mapToObj(k -> "    " + margin(k) + " AS " + margin(k, ""))
                .collect(Collectors.joining(",\n"));
        String inner = "SELECT *,\n" + margins + "\n  FROM " + table;
        if (model.type() == ModelType.SOFTMAX) {
            inner = softmax(inner, outputs);
        }
        return head + "SELECT *,\n    " + String.join(",\n    ", results()) + "\nFROM (\n  " + inner + "\n) AS "
                + SqlDialect.name(what.name()) + ";\n";
    }

    /** Names begin so that no column of the table has them. */
    private static String margin(int output, String suffix) {
        return SqlDialect.name("descent_margin_" + output + suffix);
    }

    private String margin(int output) {
        StringBuilder sum = new StringBuilder(SqlDialect.number(0));
        int feature = output * model.features().size();
        for (Map.Entry<String, ColumnEncoding> column :
                what.encoding().columns().entrySet()) {
            double[] weights = new double[column.getValue().count()];
            System.arraycopy(model.coef(), feature, weights, 0, weights.length);
            feature += weights.length;
            for (String term : columns.terms(column.getKey(), column.getValue(), weights)) {
                sum.append("\n      + ").append(term);
            }
        }
        return sum.append("\n      + ")
                .append(SqlDialect.number(model.intercept()[output]))
                .toString();
    }

    /** Adds the largest margin, and then e to the difference from it, of each class. */
    private static String softmax(String inner, int outputs) {
        String top = SqlDialect.name("descent_top");
        StringBuilder cases = new StringBuilder("CASE");
        for (int k = 0; k < outputs; k++) {
            int self = k;
            cases.append(IntStream.range(0, outputs)
                    .filter(other -> other != self)
                    .mapToObj(other -> margin(self, "") + " >= " + margin(other, ""))
                    .collect(Collectors.joining(" AND ", " WHEN ", " THEN " + margin(k, ""))));
        }
        cases.append(" END");
        String exponentials = IntStream.range(0, outputs)
                .mapToObj(k -> "    " + exp(margin(k, "") + " - " + top) + " AS " + margin(k, "_exp"))
                .collect(Collectors.joining(",\n"));
        return "SELECT *,\n" + exponentials + "\n  FROM (\n  SELECT *, " + cases + " AS " + top + "\n  FROM (\n  "
                + inner + "\n  ) AS descent_margins\n  ) AS descent_tops";
    }

    /** PostgreSQL refuses e^x that is not a normal double, on either side. */
    private static String exp(String exponent) {
        return "CASE WHEN " + exponent + " < -700 THEN " + SqlDialect.number(0) + " ELSE exp(" + exponent + ") END";
    }

    private List<String> results() {
        String m = margin(0, "");
        return switch (model.type()) {
            case LINEAR -> List.of(m + " AS prediction");
            case POISSON ->
                List.of("CASE WHEN " + m + " <= " + LARGEST_EXPONENT + " THEN " + exp(m) + " END AS prediction");
            case SVM -> List.of(label(m) + " AS prediction", m + " AS score");
            case LOGISTIC -> List.of(label(m) + " AS prediction", probability(m, 0), probability(m, 1));
            case SOFTMAX -> softmaxResults();
        };
    }

    private String label(String m) {
        return "CASE WHEN " + m + " > 0 THEN " + literal(1) + " WHEN " + m + " IS NOT NULL THEN " + literal(0) + " END";
    }

    private String literal(int k) {
        return SqlDialect.literal(Classes.written(labels().get(k)));
    }

    private List<Object> labels() {
        Classes classes = model.classes();
        return classes == null ? List.of() : classes.labels();
    }

    private String probability(String m, int k) {
        String sign = k == 1 ? "" : "-";
        String towards = sign + m;
        return "CASE WHEN " + towards + " >= 0 THEN 1 / (1 + " + exp("-(" + towards + ")") + ") ELSE " + exp(towards)
                + " / (1 + " + exp(towards) + ") END AS " + probabilityName(k);
    }

    private String probabilityName(int k) {
        return SqlDialect.name("probability=" + Classes.written(labels().get(k)));
    }

    private List<String> softmaxResults() {
        int outputs = model.outputs();
        List<String> results = new ArrayList<>();
        StringBuilder label = new StringBuilder("CASE");
        for (int k = 0; k < outputs; k++) {
            label.append(" WHEN ")
                    .append(margin(k, ""))
                    .append(" = ")
                    .append(SqlDialect.name("descent_top"))
                    .append(" THEN ")
                    .append(literal(k));
        }
        results.add(label.append(" END AS prediction").toString());
        String sum = IntStream.range(0, outputs)
                .mapToObj(k -> margin(k, "_exp"))
                .collect(Collectors.joining(" + ", "(", ")"));
        for (int k = 0; k < outputs; k++) {
            results.add(margin(k, "_exp") + " / " + sum + " AS " + probabilityName(k));
        }
        return results;
    }
}
