package io.descent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The files that tests compare with. */
final class TestData {

    private TestData() {}

    static JsonNode json(String path) {
        return ServiceClient.JSON.readTree(text(path));
    }

    /** Reads a table of numbers as columns by name. */
    static Map<String, List<Double>> numericColumns(String path) {
        List<String> lines = text(path).lines().toList();
        Map<String, List<Double>> columns = new LinkedHashMap<>();
        String[] names = lines.getFirst().split(",", -1);
        for (int j = 0; j < names.length; j++) {
            List<Double> values = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                values.add(Double.valueOf(line.split(",", -1)[j]));
            }
            columns.put(names[j], values);
        }
        return columns;
    }

    /** Reads a table as columns by name: of numbers where all of a column are, else of texts. */
    static Map<String, List<Object>> columns(String path) {
        List<String> lines = text(path).lines().toList();
        List<String> names = List.of(lines.getFirst().split(",", -1));
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        for (int j = 0; j < names.size(); j++) {
            int at = j;
            List<String> cells =
                    lines.stream().skip(1).map(line -> line.split(",", -1)[at]).toList();
            boolean numbers = cells.stream().allMatch(cell -> cell.matches("-?[0-9.]+(e-?[0-9]+)?"));
            columns.put(
                    names.get(j),
                    cells.stream()
                            .map(cell -> numbers ? (Object) Double.valueOf(cell) : cell)
                            .toList());
        }
        return columns;
    }

    private static String text(String path) {
        try (InputStream in = TestData.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new AssertionError("there is no " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
