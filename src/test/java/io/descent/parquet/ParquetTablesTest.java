package io.descent.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.data.Column;
import io.descent.data.ColumnFigures;
import io.descent.data.Table;
import io.descent.data.TableSource;
import io.descent.data.encode.ColumnType;
import io.descent.dataset.TableFiles;
import io.descent.dataset.TableFiles.Stretch;
import io.descent.dataset.TableSink;
import io.descent.dataset.TooLargeToKeepException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetTablesTest {

    @TempDir
    private Path directory;

    private final ParquetTables tables = new ParquetTables();

    private static Table table() {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", new Column.Numbers(new double[] {0.1, Double.NaN, -0.0, 1e-300, Double.MAX_VALUE}));
        columns.put("X", Column.Texts.of(Arrays.asList("b", "a", null, "", "b")));
        columns.put(
                "1:it's \"odd\"; drop table t; --", Column.Booleans.of(Arrays.asList(true, null, false, true, null)));
        columns.put("wann 🕰", new Column.Dates(new double[] {0, -1.5, Double.NaN, 1_700_000_000.123456, -62e9}));
        columns.put(
                "nothing",
                new Column.Numbers(new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN}));
        return new Table(columns);
    }

    @Test
    void columnsThatAreReadSideBySideAreThoseThatWereWritten() throws IOException {
        int rows = 400_000;
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (int j = 0; j < 7; j++) {
            double[] values = new double[rows];
            int first = j;
            Arrays.setAll(values, i -> i % 11 == first ? Double.NaN : i * 7.0 + first);
            columns.put("x" + j, new Column.Numbers(values));
        }
        columns.put(
                "text",
                Column.Texts.of(
                        IntStream.range(0, rows).mapToObj(i -> "level " + i % 5).toList()));
        Path file = directory.resolve("wide.parquet");
        write(new Table(columns), file);

        Table read = tables.open(file).load(List.of("x6", "x0", "text", "x1", "x2", "x3", "x4", "x5"));

        assertThat(read.names()).containsExactly("x6", "x0", "text", "x1", "x2", "x3", "x4", "x5");
        for (String name : read.names()) {
            switch (Objects.requireNonNull(columns.get(name))) {
                case Column.Numbers(double[] values) ->
                    assertThat(((Column.Numbers) read.column(name)).values()).isEqualTo(values);
                case Column other -> requireSame(read.column(name), other);
            }
        }
    }

    @Test
    void aFileThatIsGoneIsToldHoweverManyReadIt() throws IOException {
        Path file = directory.resolve("gone.parquet");
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (int j = 0; j < 4; j++) {
            columns.put("x" + j, new Column.Numbers(new double[1 << 20]));
        }
        write(new Table(columns), file);
        TableSource table = tables.open(file);
        Files.delete(file);

        assertThatThrownBy(() -> table.load(table.names())).isInstanceOf(UncheckedIOException.class);
    }

    private static void requireSame(Column read, Column written) {
        assertThat(read).hasSameClassAs(written);
        assertThat(read.size()).isEqualTo(written.size());
        for (int i = 0; i < written.size(); i++) {
            assertThat(read.value(i)).isEqualTo(written.value(i));
        }
    }

    private List<ColumnFigures> write(Table table, Path file) throws IOException {
        try (TableFiles.Writer writer = tables.writer(file)) {
            writer.whole(table);
            return writer.finish();
        }
    }

    private ColumnFigures figures(Column column) throws IOException {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", column);
        return write(new Table(columns), directory.resolve("f" + System.nanoTime() + ".parquet"))
                .getFirst();
    }

    @Test
    void numbersHaveTheFiguresOfPandas() throws IOException {
        // pandas.Series([3, 1, None, 4, 1, 5, -0.0, 0.0]).describe()
        assertThat(figures(new Column.Numbers(new double[] {3, 1, Double.NaN, 4, 1, 5, -0.0, 0.0})))
                .isEqualTo(new ColumnFigures.OfNumbers(1, 5, 0, 5, 2, 2));
        assertThat(figures(new Column.Numbers(new double[] {1e9 + 1, 1e9 + 2, 1e9 + 4})))
                .isEqualTo(new ColumnFigures.OfNumbers(0, 3, 1e9 + 1, 1e9 + 4, 1e9 + 7 / 3.0, 1.5275252316519468));
    }

    @Test
    void theOrderOfTheRowsDoesNotShowInTheFigures() throws IOException {
        Random random = new Random(1);
        double[] values = random.doubles(10_000)
                .map(value -> value * 1e6 * (random.nextBoolean() ? 1 : 1e-9))
                .toArray();
        double[] sorted = values.clone();
        Arrays.sort(sorted);

        assertThat(figures(new Column.Numbers(sorted))).isEqualTo(figures(new Column.Numbers(values)));
    }

    @Test
    void aColumnWithoutValuesHasNoFigures() throws IOException {
        assertThat(figures(new Column.Numbers(new double[] {Double.NaN})))
                .isEqualTo(new ColumnFigures.OfNumbers(1, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
        assertThat(figures(new Column.Numbers(new double[] {1e200, 1e200})))
                .isEqualTo(new ColumnFigures.OfNumbers(0, 1, 1e200, 1e200, 1e200, Double.NaN));
    }

    @Test
    void levelsAreToldFromTheMostFrequentOn() throws IOException {
        assertThat(figures(Column.Texts.of(Arrays.asList("b", "a", null, "c", "c", "a", "c", "b"))))
                .isEqualTo(new ColumnFigures.OfLevels(
                        1,
                        3,
                        List.of(
                                new ColumnFigures.Level("c", 3),
                                new ColumnFigures.Level("a", 2),
                                new ColumnFigures.Level("b", 2))));
        assertThat(figures(Column.Booleans.of(Arrays.asList(true, null, true))))
                .isEqualTo(new ColumnFigures.OfLevels(1, 1, List.of(new ColumnFigures.Level(true, 2))));
    }

    @Test
    void aTableThatIsBegunAgainForgetsItsRows() throws IOException {
        Path file = directory.resolve("t.parquet");
        try (TableFiles.Writer writer = tables.writer(file)) {
            writer.whole(table());
            SequencedMap<String, Column> columns = new LinkedHashMap<>();
            columns.put("x", Column.Texts.of(List.of("a")));
            writer.whole(new Table(columns));
            assertThat(writer.finish())
                    .containsExactly(new ColumnFigures.OfLevels(0, 1, List.of(new ColumnFigures.Level("a", 1))));
        }
        assertThat(tables.read(file, null, Stretch.ALL).rows()).isOne();
    }

    @Test
    void aFileThatIsNotEndedIsRemoved() throws IOException {
        Path file = directory.resolve("t.parquet");
        try (TableFiles.Writer writer = tables.writer(file)) {
            writer.whole(table());
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aTableIsReadBackAsItWas() throws IOException {
        Path file = directory.resolve("it's.parquet");
        write(table(), file);
        Table read = tables.read(file, null, Stretch.ALL);

        assertThat(read.names()).isEqualTo(table().names());
        table().columns().forEach((name, column) -> requireSame(read.column(name), column));
        assertThat(((Column.Numbers) read.column("x")).values()[2]).isEqualTo(-0.0);
        assertThat(((Column.Texts) read.column("X")).levels()).containsExactly("b", "a", "");
    }

    @Test
    void someOfItsColumnsAreReadInTheirOrder() throws IOException {
        Path file = directory.resolve("t.parquet");
        write(table(), file);
        assertThat(tables.read(file, List.of("nothing", "X"), Stretch.ALL).names())
                .containsExactly("X", "nothing");
    }

    @Test
    void someOfItsRowsAreRead() throws IOException {
        Path file = directory.resolve("t.parquet");
        write(table(), file);
        Table read = tables.read(file, List.of("X"), new Stretch(1, 3));
        assertThat(read.rows()).isEqualTo(3);
        assertThat(read.column("X").value(0)).isEqualTo("a");
        assertThat(tables.read(file, null, new Stretch(9, 3)).rows()).isZero();
    }

    @Test
    void manyRowsKeepTheirOrder() throws IOException {
        double[] values = new double[300_000];
        Arrays.setAll(values, i -> i * 0.1);
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", new Column.Numbers(values));
        Path file = directory.resolve("t.parquet");
        write(new Table(columns), file);
        assertThat(((Column.Numbers) tables.read(file, null, Stretch.ALL).column("x")).values())
                .isEqualTo(values);
    }

    @Test
    void longTextsAreReadInShortStretches() throws IOException {
        List<String> texts =
                IntStream.range(0, 200).mapToObj(i -> i + "x".repeat(50_000)).toList();
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", Column.Texts.of(texts));
        Path file = directory.resolve("t.parquet");
        ColumnFigures figures = write(new Table(columns), file).getFirst();
        List<Integer> rows = new ArrayList<>();
        List<Object> read = new ArrayList<>();
        tables.open(file).forEach(List.of("x"), stretch -> {
            rows.add(stretch.rows());
            IntStream.range(0, stretch.rows())
                    .forEach(i -> read.add(String.valueOf(stretch.column("x").value(i))));
        });

        assertThat(read).isEqualTo(texts);
        assertThat(rows).allMatch(count -> count < 100);
        assertThat(((ColumnFigures.OfLevels) figures).levels())
                .allSatisfy(level ->
                        assertThat(String.valueOf(level.value())).endsWith("x…").hasSize(201));
    }

    @Test
    void aTableOfTooManyColumnsIsRefused() {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        IntStream.range(0, 1025).forEach(j -> columns.put("x" + j, new Column.Numbers(new double[1])));
        assertThatThrownBy(() -> write(new Table(columns), directory.resolve("t.parquet")))
                .isInstanceOf(TooLargeToKeepException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void textsThatDuckDbCouldNotHoldAreRefused() throws IOException {
        String text = "x".repeat(1 << 20);
        try (TableFiles.Writer writer = tables.writer(directory.resolve("t.parquet"))) {
            writer.begin(List.of(new TableSink.Head("x", ColumnType.CATEGORY)));
            SequencedMap<String, Column> columns = new LinkedHashMap<>();
            columns.put("x", new Column.Texts(new int[1000], List.of(text)));
            assertThatThrownBy(() -> writer.rows(new Table(columns)))
                    .isInstanceOf(TooLargeToKeepException.class)
                    .hasMessageContaining("rows in succession");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatDoesNotFitInMemoryHasAPlaceOfItsOwn() throws SQLException {
        Set<String> places = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            try (Connection connection = DuckDb.in(directory);
                    var statement = connection.createStatement();
                    var found = statement.executeQuery("select current_setting('temp_directory')")) {
                found.next();
                places.add(found.getString(1));
            }
        }
        assertThat(places)
                .hasSize(2)
                .allSatisfy(place -> assertThat(Path.of(place)).hasParentRaw(directory.toAbsolutePath()));
    }

    @Test
    void whatIsNoParquetIsToldAsSuch() throws IOException {
        Path file = Files.writeString(directory.resolve("t.parquet"), "x,y\n1,2\n");
        assertThatThrownBy(() -> tables.read(file, null, Stretch.ALL)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from read_csv('/etc/passwd')",
                "select * from read_text('../x')",
                "copy (select 1) to '/tmp/descent-escaped.csv'",
                "attach '/tmp/descent-escaped.db'",
                "set enable_external_access = true",
                "set allowed_directories = ['/']",
                "reset lock_configuration",
                "install httpfs",
                "load httpfs",
                "select * from 'https://example.org/x.parquet'"
            })
    void nothingOutsideItsDirectoryIsReached(String sql) throws SQLException {
        try (Connection connection = DuckDb.in(directory);
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOf(SQLException.class)
                    .message()
                    .containsAnyOf("Permission Error", "configuration has been locked", "disabled");
        }
    }
}
