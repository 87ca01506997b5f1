package io.descent.export;

import io.descent.data.Classes;
import io.descent.data.encode.ColumnEncoding;
import io.descent.model.LinearModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A model as a program in Python that needs NumPy alone: it predicts, and fits the same kind of model to other rows. Of a
 * linear model its predictions are the same doubles; elsewhere they differ by what NumPy's exponential differs.
 */
public final class PythonExport {

    private static final String PROGRAM = "model.py";

    private PythonExport() {}

    /** Writes the program. */
    public static String write(Exportable what) {
        LinearModel model = what.model();
        Classes classes = model.classes();
        String head = what.madeOf().entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n", what.name() + "\n\n", ""));
        Map<String, String> values = new LinkedHashMap<>();
        values.put("MODEL", PythonValues.of(model.type().name().toLowerCase(Locale.ROOT)));
        values.put(
                "CLASSES",
                PythonValues.of(
                        classes == null
                                ? List.of()
                                : classes.labels().stream()
                                        .map(Classes::written)
                                        .toList()));
        values.put("COLUMNS", PythonValues.lines(columns(what)));
        values.put("FEATURES", PythonValues.of(model.features()));
        values.put("COEF", PythonValues.of(list(model.coef())));
        values.put("INTERCEPT", PythonValues.of(list(model.intercept())));
        values.put("REFUSES_UNKNOWN", PythonValues.of(what.refusesUnknown()));
        // what callers have written goes in last, and is not looked through for places
        StringBuilder program = new StringBuilder();
        for (String line : template().lines().toList()) {
            String written = line.startsWith("\"\"\"@HEAD@") ? "\"\"\"" + docString(head) : line;
            for (Map.Entry<String, String> value : values.entrySet()) {
                String place = "@" + value.getKey() + "@";
                if (line.contains(place)) {
                    written = written.replace(place, value.getValue());
                    break;
                }
            }
            program.append(
                            line.contains("@COEF@")
                                    ? written.replace("@OUTPUTS@", String.valueOf(model.outputs()))
                                    : written)
                    .append('\n');
        }
        return program.toString();
    }

    private static String template() {
        try (InputStream file = PythonExport.class.getResourceAsStream(PROGRAM)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No text can end the string that it stands in, or escape from it. */
    private static String docString(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\0", "");
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static List<Object> columns(Exportable what) {
        List<Object> columns = new ArrayList<>();
        what.encoding().columns().forEach((name, encoding) -> columns.add(column(name, encoding)));
        return columns;
    }

    private static Map<String, @Nullable Object> column(String name, ColumnEncoding encoding) {
        Map<String, @Nullable Object> column = new LinkedHashMap<>();
        column.put("name", name);
        column.put("type", encoding instanceof ColumnEncoding.Hashed ? "hashed" : type(encoding));
        switch (encoding) {
            case ColumnEncoding.Numeric(Double fill, boolean _) -> column.put("fill", fill);
            case ColumnEncoding.Flag(Double fill, boolean _) -> column.put("fill", fill);
            case ColumnEncoding.Date(boolean parts, Double fill, boolean _) -> {
                column.put("fill", fill);
                column.put("parts", parts);
            }
            case ColumnEncoding.Category category -> {
                column.put("levels", category.levels());
                column.put("infrequent", category.infrequent());
                column.put("missing_level", category.missingLevel());
                column.put("fill", category.fill());
                column.put("dropped", category.dropped() != null);
            }
            case ColumnEncoding.Hashed hashed -> {
                column.put("width", hashed.width());
                column.put("missing_level", hashed.missingLevel());
                column.put("fill", hashed.fill());
            }
        }
        column.put("indicator", encoding.indicator());
        return column;
    }

    private static String type(ColumnEncoding encoding) {
        return encoding.type().name().toLowerCase(Locale.ROOT);
    }
}
