package io.descent.export;

import io.descent.data.Classes;
import io.descent.data.encode.ColumnEncoding;
import io.descent.model.LinearModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A model as MLflow keeps it, in a zip: a {@code python_function} over the program of {@link PythonExport}, with signature
 * and input example. Unpacked, {@code mlflow models serve -m <directory>} serves it.
 */
public final class MlflowExport {

    /** Of the entries, so that the same model gives the same bytes: the first that a zip can hold. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final String LOADER = """
            \"""What MLflow calls: the program beside it as a model.\"""
            import descent_model


            class Model:
                def predict(self, model_input, params=None):
                    if hasattr(model_input, "columns"):
                        model_input = {name: model_input[name].tolist() for name in model_input.columns}
                    return descent_model.predict(model_input)


            def _load_pyfunc(path):
                return Model()
            """;

    private static final String REQUIREMENTS = "mlflow\nnumpy\n";
    private static final String PYTHON_ENV =
            "python: \"3\"\nbuild_dependencies:\n- pip\ndependencies:\n- -r requirements.txt\n";
    private static final String CONDA = """
            channels:
            - conda-forge
            dependencies:
            - python
            - pip
            - pip:
              - mlflow
              - numpy
            name: mlflow-env
            """;

    private MlflowExport() {}

    /** Writes the zip. */
    public static byte[] write(Exportable what) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("MLmodel", description(what));
        files.put("code/descent_model.py", PythonExport.write(what));
        files.put("code/descent_loader.py", LOADER);
        files.put("input_example.json", example(what));
        files.put("requirements.txt", REQUIREMENTS);
        files.put("python_env.yaml", PYTHON_ENV);
        files.put("conda.yaml", CONDA);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Texts are in double quotes, as JSON has them, which YAML reads alike. */
    private static String description(Exportable what) {
        String inputs = what.encoding().columns().entrySet().stream()
                .map(column -> "{\"type\": \"" + type(column.getValue()) + "\", \"name\": "
                        + PythonValues.of(column.getKey()) + ", \"required\": true}")
                .collect(Collectors.joining(", ", "[", "]"));
        String metadata = what.madeOf().entrySet().stream()
                .map(entry -> "  " + PythonValues.of(entry.getKey()) + ": " + PythonValues.of(entry.getValue()) + "\n")
                .collect(Collectors.joining());
        return """
                flavors:
                  python_function:
                    loader_module: descent_loader
                    code: code
                    env:
                      conda: conda.yaml
                      virtualenv: python_env.yaml
                saved_input_example_info:
                  artifact_path: input_example.json
                  type: dataframe
                  pandas_orient: split
                signature:
                  inputs: %s
                  outputs: %s
                metadata:
                %s""".formatted(
                        PythonValues.of(inputs),
                        PythonValues.of("[{\"type\": \"" + output(what.model()) + "\", \"required\": true}]"),
                        metadata.isEmpty() ? "  {}\n" : metadata);
    }

    private static String type(ColumnEncoding column) {
        return switch (column.type()) {
            case NUMBER -> "double";
            case BOOLEAN -> "boolean";
            case DATE -> "datetime";
            case CATEGORY -> "string";
        };
    }

    private static String output(LinearModel model) {
        Classes classes = model.classes();
        Object first = classes == null ? 1.5 : Classes.written(classes.labels().getFirst());
        return switch (first) {
            case String _ -> "string";
            case Boolean _ -> "boolean";
            case Long _ -> "long";
            default -> "double";
        };
    }

    /** A row of fills and first levels. */
    private static String example(Exportable what) {
        List<String> names = List.copyOf(what.encoding().columns().sequencedKeySet());
        String row = what.encoding().columns().values().stream()
                .map(MlflowExport::example)
                .collect(Collectors.joining(", "));
        return "{\"columns\": " + PythonValues.of(names) + ", \"data\": [[" + row + "]]}\n";
    }

    private static String example(ColumnEncoding column) {
        return switch (column) {
            case ColumnEncoding.Numeric(Double fill, boolean _) -> String.valueOf(fill == null ? 0 : fill);
            case ColumnEncoding.Flag _ -> "true";
            case ColumnEncoding.Date _ -> "\"2024-01-31T12:00:00\"";
            case ColumnEncoding.Category category ->
                PythonValues.of(
                        category.levels().isEmpty() ? "" : category.levels().getFirst());
            case ColumnEncoding.Hashed _ -> "\"a\"";
        };
    }
}
