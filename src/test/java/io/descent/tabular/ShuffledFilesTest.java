package io.descent.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.tabular.TextFile.ReadTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Types come from all rows, so that they do not depend on the order of rows or columns. */
class ShuffledFilesTest {

    private static final int FILES = 200;
    private static final int SHUFFLES = 3;

    /** What most values of a column are taken from, and what the others are. */
    private static final String[][] POOLS = {
        {"1", "2", "30", "-4", "1e3"},
        {"1.5", "2.25", "-0.5", "1000.125"},
        {"1,5", "2,25", "1.000,5"},
        {"1,234", "1,234,567", "12"},
        {"1.234", "7"},
        {"0", "1"},
        {"true", "false", "TRUE"},
        {"yes", "no"},
        {"2024-01-31", "2023-12-01T10:00Z"},
        {"31/12/2024", "01/02/2024"},
        {"12/31/2024", "01/02/2024"},
        {"1.2.2024", "31.12.2024"},
        {"01/01/2024", "02/02/2024"},
        {"Paris", "Rome", "\"New York", "a;b", "x|y", "line\nbreak", "'; DROP TABLE fits; --", "../../etc", "😀"},
        {"007", "12"},
        {"12345678901234567890", "5"}
    };

    private static final String[] STRAYS = {
        "",
        "NA",
        "-",
        "null",
        "n/k",
        "007",
        "1,5",
        "1.5",
        "1,234",
        "12345678901234567890",
        "true",
        "2024-01-31",
        "13/01/2024",
        "01/13/2024",
        "01/02/2024",
        "inf",
        "0x1F",
        "#",
        "\"",
        ";",
        "a\r\nb",
        " 7 ",
        "1e999"
    };

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    private record Grid(char delimiter, List<String> names, List<List<String>> rows) {

        static Grid generate(Random random) {
            int width = 2 + random.nextInt(8);
            int height = 1 + random.nextInt(random.nextInt(10) == 0 ? 3000 : 60);
            List<String> names =
                    IntStream.range(0, width).mapToObj(i -> NAMES[i] + i).toList();
            String[][] pools = new String[width][];
            double[] strays = new double[width];
            for (int i = 0; i < width; i++) {
                pools[i] = POOLS[random.nextInt(POOLS.length)];
                strays[i] = random.nextInt(3) == 0 ? 1.5 / height : 0;
            }
            List<List<String>> rows = new ArrayList<>();
            for (int r = 0; r < height; r++) {
                List<String> row = new ArrayList<>();
                for (int i = 0; i < width; i++) {
                    String[] pool = random.nextDouble() < strays[i] ? STRAYS : pools[i];
                    row.add(pool[random.nextInt(pool.length)]);
                }
                rows.add(row);
            }
            return new Grid(DELIMITERS[random.nextInt(DELIMITERS.length)], names, rows);
        }

        private static final String[] NAMES = {"a", "b b", "c\"", "d,", "e;", "😀", "../", "h\n", "i|", "j'"};

        Grid shuffled(Random random) {
            List<Integer> columns =
                    new ArrayList<>(IntStream.range(0, names.size()).boxed().toList());
            Collections.shuffle(columns, random);
            List<List<String>> mixed = new ArrayList<>(rows);
            Collections.shuffle(mixed, random);
            return new Grid(
                    delimiter,
                    columns.stream().map(names::get).toList(),
                    mixed.stream()
                            .map(row -> columns.stream().map(row::get).toList())
                            .toList());
        }

        byte[] bytes() {
            StringBuilder text = new StringBuilder();
            for (List<String> row : concat()) {
                text.append(row.stream().map(this::quoted).collect(Collectors.joining("" + delimiter)))
                        .append('\n');
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        private List<List<String>> concat() {
            List<List<String>> all = new ArrayList<>();
            all.add(names);
            all.addAll(rows);
            return all;
        }

        private String quoted(String cell) {
            boolean special =
                    cell.indexOf(delimiter) >= 0 || cell.chars().anyMatch(c -> c == '"' || c == '\n' || c == '\r');
            return special ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
        }
    }

    /** Returns what must not depend on the order, or the refusal. */
    private static String schema(Grid grid) {
        try {
            ReadTable read = TextFile.readOrRefuse(grid.bytes(), Format.CSV, ReadOptions.DEFAULT);
            Map<String, String> columns = new TreeMap<>();
            for (ColumnReport column : read.columns()) {
                columns.put(
                        column.name(),
                        "%s %d missing, %d contradicting: %s"
                                .formatted(
                                        column.type(),
                                        read.table().column(column.name()).missing(),
                                        column.contradicting(),
                                        column.why().replaceAll("(?s), the first .*", "")));
            }
            return columns.toString();
        } catch (UnreadableFileException e) {
            return e.code().toString();
        }
    }

    @Test
    void theSchemaDoesNotDependOnTheOrderOfRowsAndColumns() {
        int refused = 0;
        for (int seed = 0; seed < FILES; seed++) {
            Random random = new Random(seed);
            Grid grid = Grid.generate(random);
            String schema = schema(grid);
            refused += schema.startsWith("{") ? 0 : 1;
            for (int i = 0; i < SHUFFLES; i++) {
                assertThat(schema(grid.shuffled(random))).as("seed %d", seed).isEqualTo(schema);
            }
        }
        assertThat(refused).as("most are read").isLessThan(FILES / 4);
    }
}
