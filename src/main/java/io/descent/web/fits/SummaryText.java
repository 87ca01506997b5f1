package io.descent.web.fits;

import io.descent.web.fits.InferenceAnswer.Parameter;
import io.descent.web.fits.InferenceAnswer.Row;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/** A summary as text: in columns for a terminal, or as CSV with all digits. */
final class SummaryText {

    /** Digits of parameters and their errors, of which many are certified elsewhere to be compared with. */
    private static final int PRECISE = 11;

    private static final int SHORT = 5;
    private static final int LONGEST_NAME = 24;
    private static final int WIDTH = 78;

    /** Of which a rule is made that becomes as long as the table. */
    private static final String THICK = "=";

    private static final String THIN = "-";
    private static final int MOST_FACTORS = 20;

    private final SummaryAnswer summary;
    private final StringBuilder text = new StringBuilder();
    private int width = WIDTH;

    private SummaryText(SummaryAnswer summary) {
        this.summary = summary;
    }

    /** Returns it in columns. */
    static String of(SummaryAnswer summary) {
        return new SummaryText(summary).written();
    }

    /** Returns the parameters as CSV. */
    static String csv(SummaryAnswer summary) {
        InferenceAnswer inference = summary.inference();
        List<Parameter> known = inference == null ? null : inference.parameters();
        Stream<String> rows = known == null
                ? Stream.concat(
                        Stream.of(CSVFormat.RFC4180.format("name", "class", "estimate")),
                        summary.params().stream()
                                .map(one -> CSVFormat.RFC4180.format(one.name(), one.label(), one.value())))
                : Stream.concat(
                        Stream.of(CSVFormat.RFC4180.format(
                                "name", "class", "estimate", "std_error", "statistic", "p_value", "lower", "upper")),
                        known.stream()
                                .map(one -> CSVFormat.RFC4180.format(
                                        one.name(),
                                        one.label(),
                                        one.estimate(),
                                        one.stdError(),
                                        one.statistic(),
                                        one.pValue(),
                                        one.interval()[0],
                                        one.interval()[1])));
        return rows.collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private String written() {
        InferenceAnswer inference = summary.inference();
        line(THICK);
        pair("fit", summary.id(), "model", summary.model());
        pair("label", summary.label(), "stop reason", summary.stopReason());
        if (inference != null && inference.parameters() != null) {
            inferred(inference, inference.parameters());
        } else {
            pair("rows", String.valueOf(summary.trainingRows()), null, null);
            estimates();
            String refused = inference == null || inference.refused() == null
                    ? "No standard errors were asked for: give \"inference\": {} with the fit."
                    : "No standard errors (" + inference.refused().code() + "): "
                            + inference.refused().detail() + ".";
            text.append(refused).append('\n');
        }
        return text.toString()
                .replace(THICK.repeat(WIDTH) + "\n", THICK.repeat(width) + "\n")
                .replace(THIN.repeat(WIDTH) + "\n", THIN.repeat(width) + "\n");
    }

    private void inferred(InferenceAnswer inference, List<Parameter> parameters) {
        pair("rows", plain(inference.rows()), "covariance", covariance(inference));
        pair("df residual", plain(inference.dfResidual()), "row weights", inference.weights());
        pair("log-likelihood", number(inference.logLikelihood(), PRECISE), "AIC", number(inference.aic(), PRECISE));
        pair("deviance", number(inference.deviance(), PRECISE), "BIC", number(inference.bic(), PRECISE));
        boolean linear = inference.r2() != null;
        if (linear) {
            pair(
                    "residual std. error",
                    number(inference.scale() == null ? null : (Double) Math.sqrt(inference.scale()), PRECISE),
                    "R²",
                    number(inference.r2(), PRECISE));
        }
        InferenceAnswer.Test test = inference.test();
        if (test != null) {
            String degrees =
                    Arrays.stream(test.df()).mapToObj(SummaryText::plain).collect(Collectors.joining(", "));
            pair(
                    (test.type().equals("f") ? "F(" : "χ²(") + degrees + ")",
                    number(test.statistic(), PRECISE),
                    "p",
                    number(test.pValue(), SHORT));
        }
        pair(
                "condition number",
                number(inference.conditionNumber(), SHORT),
                linear ? "adjusted R²" : inference.dispersion() == null ? null : "dispersion",
                number(linear ? inference.adjustedR2() : inference.dispersion(), linear ? PRECISE : SHORT));
        table(inference, parameters, InferenceAnswer.T.equals(inference.distribution()) ? "t" : "z");
        notes(inference);
    }

    private void table(InferenceAnswer inference, List<Parameter> parameters, String statistic) {
        double level = inference.level() == null ? 0 : inference.level();
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {
            "",
            "estimate",
            "std. error",
            statistic,
            "P>|" + statistic + "|",
            "[" + number((1 - level) / 2, 4),
            number((1 + level) / 2, 4) + "]"
        });
        for (Parameter one : parameters) {
            rows.add(new String[] {
                name(one.name(), one.label()),
                number(one.estimate(), PRECISE),
                number(one.stdError(), PRECISE),
                String.format(Locale.ROOT, "%.3f", one.statistic()),
                number(one.pValue(), 4),
                number(one.interval()[0], SHORT + 1),
                number(one.interval()[1], SHORT + 1)
            });
        }
        columns(rows);
    }

    private void notes(InferenceAnswer inference) {
        if (inference.vif() != null && inference.vif().size() > 1) {
            text.append("VIF: ")
                    .append(inference.vif().entrySet().stream()
                            .limit(MOST_FACTORS)
                            .map(factor -> name(factor.getKey(), null) + " " + number(factor.getValue(), SHORT))
                            .collect(Collectors.joining(", ")))
                    .append(inference.vif().size() > MOST_FACTORS ? ", …\n" : "\n");
        }
        List<Row> rows = inference.influence() == null ? List.of() : inference.influence();
        if (!rows.isEmpty()) {
            text.append("Most influential rows (Cook's distance, leverage): ")
                    .append(rows.stream()
                            .map(row -> row.row() + " (" + number(row.cooksDistance(), 3) + ", "
                                    + number(row.leverage(), 3) + ")")
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        if (inference.paramsOff() != null) {
            text.append("These are the numbers of the optimum; the parameters of the fit are up to ")
                    .append(number(inference.paramsOff(), 3))
                    .append(" standard errors from it.\n");
        }
    }

    private void estimates() {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"", "estimate"});
        summary.params()
                .forEach(one -> rows.add(new String[] {name(one.name(), one.label()), number(one.value(), PRECISE)}));
        columns(rows);
    }

    private static String covariance(InferenceAnswer inference) {
        return inference.clusters() == null
                ? String.valueOf(inference.covariance())
                : inference.clusters() + " clusters";
    }

    private static String name(String name, @Nullable Object label) {
        String whole = label == null ? name : label + ": " + name;
        String safe = printable(whole);
        int length = safe.codePointCount(0, safe.length());
        if (length <= LONGEST_NAME) {
            return safe;
        }
        // the ends of names that begin alike tell them apart
        int half = (LONGEST_NAME - 1) / 2;
        return safe.substring(0, safe.offsetByCodePoints(0, LONGEST_NAME - 1 - half)) + "…"
                + safe.substring(safe.offsetByCodePoints(safe.length(), -half));
    }

    /** Neither breaks the table nor turns its direction. */
    private static String printable(String given) {
        return given.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
    }

    private void columns(List<String[]> rows) {
        line(THIN);
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int k = 0; k < row.length; k++) {
                widths[k] = Math.max(widths[k], row[k].codePointCount(0, row[k].length()));
            }
        }
        width = Math.max(width, Arrays.stream(widths).sum() + 2 * (widths.length - 1));
        for (int i = 0; i < rows.size(); i++) {
            StringBuilder line = new StringBuilder();
            for (int k = 0; k < widths.length; k++) {
                String cell = rows.get(i)[k];
                String padding = " ".repeat(widths[k] - cell.codePointCount(0, cell.length()));
                line.append(k == 0 ? cell + padding : "  " + padding + cell);
            }
            text.append(line).append('\n');
            if (i == 0) {
                line(THIN);
            }
        }
        line(THICK);
    }

    private void line(String of) {
        text.append(of.repeat(WIDTH)).append('\n');
    }

    private void pair(
            @Nullable String left, @Nullable String value, @Nullable String right, @Nullable String otherValue) {
        String first = value == null ? "" : String.format("%-20s %-24s", left + ":", printable(value));
        String second = right == null || otherValue == null ? "" : String.format("%-14s %s", right + ":", otherValue);
        String both = value == null ? second : second.isEmpty() ? first : first + " " + second;
        if (!both.isBlank()) {
            text.append(both.stripTrailing()).append('\n');
        }
    }

    private static String plain(@Nullable Double value) {
        return value == null
                ? ""
                : new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
    }

    /** Returns a number with so many significant digits, as short as that allows. */
    private static @Nullable String number(@Nullable Double value, int digits) {
        if (value == null) {
            return null;
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        int magnitude = rounded.precision() - rounded.scale();
        return magnitude > digits + 1 || magnitude < -3
                ? rounded.signum() == 0
                        ? "0"
                        : String.format(Locale.ROOT, "%." + (rounded.precision() - 1) + "e", value)
                : rounded.toPlainString();
    }
}
