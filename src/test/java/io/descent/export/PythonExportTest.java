package io.descent.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.data.encode.ColumnEncoding;
import io.descent.model.ModelType;
import io.descent.model.Predictions;
import io.descent.tabular.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the programs, where there is a Python with NumPy. */
class PythonExportTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static @Nullable String python;

    @TempDir
    private Path directory;

    @BeforeAll
    static void find() throws Exception {
        for (String candidate : List.of("/usr/bin/python3", "python3")) {
            try {
                Process process = new ProcessBuilder(candidate, "-c", "import numpy")
                        .redirectErrorStream(true)
                        .start();
                if (process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0) {
                    python = candidate;
                    return;
                }
            } catch (IOException none) {
                // the next one
            }
        }
    }

    /** Runs lines of Python beside the program, and returns what they print as JSON. */
    private JsonNode run(Exportable what, Object given, String lines) throws Exception {
        assumeTrue(python != null, "there is no Python with NumPy");
        Files.writeString(directory.resolve("descent_model.py"), PythonExport.write(what));
        Path input = directory.resolve("given.json");
        JSON.writeValue(input, given);
        return python("""
                import json
                from descent_model import *
                given = json.load(open('given.json'))
                %s
                """.formatted(lines));
    }

    private JsonNode python(String program) throws Exception {
        Process process = new ProcessBuilder(List.of(String.valueOf(python), "-c", program))
                .directory(directory.toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(() -> {
                    try {
                        return Files.readString(directory.resolve("errors"));
                    } catch (IOException e) {
                        return e.toString();
                    }
                })
                .isZero();
        return JSON.readTree(printed);
    }

    private static Map<String, List<@Nullable Object>> lists(Table rows) {
        Map<String, List<@Nullable Object>> lists = new LinkedHashMap<>();
        rows.columns().forEach((name, column) -> {
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 0; i < rows.rows(); i++) {
                values.add(column.value(i));
            }
            lists.put(name, values);
        });
        return lists;
    }

    @ParameterizedTest
    @EnumSource(ModelType.class)
    void theProgramPredictsAsTheServiceDoes(ModelType type) throws Exception {
        Exportable what = ExportedModels.model(type, 7);
        Table rows = ExportedModels.rows(what, 2000, 8, type == ModelType.LINEAR);
        Predictions expected = ExportedModels.predictions(what, rows);
        JsonNode found = run(what, lists(rows), """
                print(json.dumps({"predictions": predict(given),
                  "probabilities": probabilities(given).tolist() if MODEL in ("logistic", "softmax") else None}))""");

        for (int i = 0; i < rows.rows(); i++) {
            JsonNode prediction = found.get("predictions").get(i);
            switch (type) {
                case LINEAR -> assertThat(prediction.asDouble()).isEqualTo(expected.number(i));
                case POISSON -> near(prediction.asDouble(), expected.number(i));
                case LOGISTIC, SOFTMAX, SVM -> assertThat(prediction.asString()).isEqualTo(expected.value(i));
            }
            if (expected.hasProbabilities()) {
                double[] probabilities = new double[expected.classes().size()];
                expected.probabilities(i, probabilities);
                for (int k = 0; k < probabilities.length; k++) {
                    near(found.get("probabilities").get(i).get(k).asDouble(), probabilities[k]);
                }
            }
        }
    }

    private static void near(double found, double expected) {
        assertThat(Math.abs(found - expected)).isLessThanOrEqualTo(8 * Math.ulp(expected));
    }

    private static Exportable of(ModelType type, ColumnEncoding encoding) {
        SequencedMap<String, ColumnEncoding> columns = new LinkedHashMap<>();
        columns.put("a", encoding);
        return ExportedModels.of(type, columns, 5, 3);
    }

    @Test
    void hashedColumnsAndPartsOfDatesAreThoseOfTheService() throws Exception {
        for (ColumnEncoding encoding : List.of(
                new ColumnEncoding.Hashed(7, true, null, true),
                new ColumnEncoding.Hashed(5, false, "Rome", false),
                new ColumnEncoding.Date(true, 1e9, true))) {
            Exportable what = of(ModelType.LINEAR, encoding);
            Table rows = ExportedModels.rows(what, 500, 9, false);
            Predictions expected = ExportedModels.predictions(what, rows);
            JsonNode found = run(what, lists(rows), "print(json.dumps(predict(given)))");
            for (int i = 0; i < rows.rows(); i++) {
                assertThat(found.get(i).asDouble()).isEqualTo(expected.number(i));
            }
        }
    }

    @Test
    void whatTheModelHasNoFillForIsToldByRow() throws Exception {
        Exportable what = of(ModelType.LINEAR, new ColumnEncoding.Numeric(null, false));
        JsonNode told = run(what, Map.of("a", List.of(1, "")), """
                try:
                    predict(given)
                except ValueError as e:
                    print(json.dumps(str(e)))""");

        assertThat(told.asString()).contains("'a' is missing in row 1");
    }

    @Test
    void aFileHasTheBooleansThatItHasForTheService() throws Exception {
        Exportable flag = of(ModelType.LINEAR, new ColumnEncoding.Flag(null, false));
        JsonNode found = run(
                flag,
                Map.of("a", List.of("yes", "True", "1", "no", "false", "0")),
                "print(json.dumps(predict(given)))");
        assertThat(found.get(0)).isEqualTo(found.get(1)).isEqualTo(found.get(2)).isNotEqualTo(found.get(3));
        assertThat(found.get(3)).isEqualTo(found.get(4)).isEqualTo(found.get(5));
    }

    @Test
    void anEmptyTextIsALevelAndNoNumber() throws Exception {
        Exportable category =
                of(ModelType.LINEAR, new ColumnEncoding.Category(List.of("", "a"), List.of(), false, "a", null, false));
        JsonNode found = run(category, Map.of("a", Arrays.asList("", "a", null)), "print(json.dumps(predict(given)))");
        assertThat(found.get(0)).isNotEqualTo(found.get(1));
        assertThat(found.get(2)).isEqualTo(found.get(1));

        Exportable number = of(ModelType.LINEAR, new ColumnEncoding.Numeric(2.0, false));
        found = run(number, Map.of("a", List.of("", "2")), "print(json.dumps(predict(given)))");
        assertThat(found.get(0)).isEqualTo(found.get(1));
    }

    @Test
    void aFileHasTheMissingValuesThatItHasForTheService() throws Exception {
        assumeTrue(python != null, "there is no Python with NumPy");
        Exportable what = of(ModelType.LINEAR, new ColumnEncoding.Numeric(2.0, false));
        Files.writeString(directory.resolve("program.py"), PythonExport.write(what));
        Files.writeString(
                directory.resolve("rows.csv"),
                "b,a\n0,2\n"
                        + Dialect.NULL_VALUES.stream()
                                .map(text -> "0," + text + "\n")
                                .collect(Collectors.joining()));
        JsonNode printed = python("""
                import json, subprocess, sys
                out = subprocess.run([sys.executable, "program.py", "rows.csv"], check=True, capture_output=True, text=True)
                print(json.dumps(out.stdout.split()))""");

        assertThat(printed).hasSize(1 + Dialect.NULL_VALUES.size());
        assertThat(printed).allMatch(prediction -> prediction.equals(printed.get(0)));
    }

    @Test
    void theProgramFitsOtherRows() throws Exception {
        Exportable what = of(ModelType.LINEAR, new ColumnEncoding.Numeric(null, false));
        JsonNode found = run(what, Map.of("a", List.of(1, 2, 3, 5)), """
                coef, intercept = retrain(given, [3.0 + 2 * a for a in given["a"]], epochs=2000)
                print(json.dumps([coef[0][0], intercept[0]]))""");

        assertThat(found.get(0).asDouble()).isBetween(2 - 1e-9, 2 + 1e-9);
        assertThat(found.get(1).asDouble()).isBetween(3 - 1e-9, 3 + 1e-9);
    }

    @Test
    void theModelOfMlflowPredictsThroughItsLoader() throws Exception {
        assumeTrue(python != null, "there is no Python with NumPy");
        Exportable what = of(ModelType.LINEAR, new ColumnEncoding.Numeric(null, false));
        byte[] zip = MlflowExport.write(what);
        assertThat(MlflowExport.write(what)).isEqualTo(zip);
        List<String> names = new ArrayList<>();
        try (ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                names.add(file.getName());
                Path path = directory.resolve(file.getName());
                Files.createDirectories(path.getParent());
                Files.write(path, files.readAllBytes());
            }
        }
        assertThat(names)
                .contains("MLmodel", "requirements.txt", "python_env.yaml", "conda.yaml", "input_example.json");
        assertThat(JSON.readTree(Files.readString(directory.resolve("input_example.json")))
                        .get("columns")
                        .get(0)
                        .asString())
                .isEqualTo("a");
        JsonNode found = python("""
                import json, sys
                sys.path.insert(0, 'code')
                import descent_loader
                print(json.dumps(descent_loader._load_pyfunc(None).predict({"a": [2.5]})))
                """);
        Table row = new Table(new LinkedHashMap<>(Map.of("a", new Column.Numbers(new double[] {2.5}))));
        assertThat(found.get(0).asDouble())
                .isEqualTo(ExportedModels.predictions(what, row).number(0));
    }
}
