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
