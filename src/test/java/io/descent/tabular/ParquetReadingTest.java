package io.descent.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.data.encode.ColumnType;
import io.descent.dataset.CollectedTable;
import io.descent.parquet.DuckDb;
import io.descent.tabular.UnreadableFileException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetReadingTest {

    @TempDir
    private Path directory;

    private CollectedTable table = new CollectedTable(Long.MAX_VALUE);

    private Path written(String select) throws SQLException {
        Path file = directory.resolve("given.part");
        try (Connection connection = DuckDb.beside(file);
                Statement statement = connection.createStatement()) {
            statement.execute("copy (" + select + ") to " + DuckDb.quoted(file.toString()) + " (format parquet)");
        }
        return file;
    }

    private ReadFile read(Path file, String types) throws IOException, UnreadableFileException {
        ReadOptions options = ReadOptions.DEFAULT.withTypes(TypeChoice.parseAll(types));
        return TableReader.read(file, Format.PARQUET, options, Progress.NONE, table);
    }

    private UnreadableFileException refusal(Path file, String types) {
        return Objects.requireNonNull(catchThrowableOfType(UnreadableFileException.class, () -> read(file, types)));
    }

    private static List<@Nullable Object> values(Column column) {
        return Arrays.asList(
                IntStream.range(0, column.size()).mapToObj(column::value).toArray());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1::tinyint                              | NUMBER   | 1.0
            -7::bigint                              | NUMBER   | -7.0
            2.5::float                              | NUMBER   | 2.5
            2.25::decimal(10, 4)                    | NUMBER   | 2.25
            'NaN'::double                           | NUMBER   |
            null::integer                           | NUMBER   |
            9007199254740994::bigint                | NUMBER   | 9007199254740994
            9007199254740993::bigint                | CATEGORY | 9007199254740993
            9007199254740994::decimal(38, 0)        | NUMBER   | 9007199254740994
            9007199254740993::decimal(38, 0)        | CATEGORY | 9007199254740993
            null                                    | NUMBER   |
            'Paris'                                 | CATEGORY | Paris
            'a'::enum('a', 'b')                     | CATEGORY | a
            true                                    | BOOLEAN  | true
            date '1970-01-02'                       | DATE     | 86400.0
            timestamp '1970-01-01 00:00:01.5'       | DATE     | 1.5
            timestamptz '1970-01-01 01:00:00+01'    | DATE     | 0.0
            """)
    void theTypesOfTheFileAreTaken(String value, ColumnType type, @Nullable String expected) throws Exception {
        ReadFile read = read(written("select " + value + " as v"), "");

        assertThat(read.columns().getFirst().type()).isEqualTo(type);
        Object found = table.table().column("v").value(0);
        if (found instanceof Double number && expected != null) {
            assertThat(number).isEqualTo(Double.parseDouble(expected));
        } else {
            assertThat(found == null ? null : found.toString()).isEqualTo(expected);
        }
    }

    @Test
    void manyRowsComeInTheirOrder() throws Exception {
        ReadFile read = read(written("select range as a, 'x' || (range % 3) as b from range(100000)"), "");

        Table all = table.table();
        assertThat(read.rows()).isEqualTo(100_000);
        assertThat(all.column("a").value(99_999)).isEqualTo(99_999.0);
        assertThat(all.column("b").value(99_999)).isEqualTo("x0");
    }

    @Test
    void namesAreOnlyNames() throws Exception {
        String name = "a\"; copy (select 1) to '../x'; --😀";
        read(written("select 1 as " + DuckDb.name(name) + ", 2 as " + DuckDb.name("../b")), "");

        assertThat(table.table().names()).containsExactly(name, "../b");
    }

    @Test
    void aTypeMayBeChosen() throws Exception {
        Path file = written("select range + 1 as zip from range(2)");

        assertThat(read(file, "zip:category").columns().getFirst().type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(values(table.table().column("zip"))).containsExactly("1", "2");
        assertThat(refusal(file, "zip:date").code()).isEqualTo(Code.WRONG_TYPE);
        assertThat(refusal(file, "zap:number").code()).isEqualTo(Code.UNKNOWN_COLUMN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1, 2]",
                "{'a': 1}",
                "'x'::blob",
                "time '12:00:00'",
                "'inf'::double",
                "interval 1 day",
                "'infinity'::timestamp",
                "'-infinity'::date"
            })
    void whatIsNoColumnIsRefusedByItsName(String value) throws Exception {
        UnreadableFileException refusal = refusal(written("select 1 as a, " + value + " as odd"), "");

        assertThat(refusal.code()).isEqualTo(Code.WRONG_TYPE);
        assertThat(refusal.detail()).contains("`odd`");
    }

    @Test
    void aTextBeyondTheLimitIsRefusedWithIt() throws Exception {
        Path file = written(
                "select repeat('a', (" + (ReadLimits.DEFAULT.cellLength() - 1) + " + range)::int) as a from range(3)");

        UnreadableFileException refusal = refusal(file, "");

        assertThat(refusal.code()).isEqualTo(Code.TOO_LONG);
        assertThat(refusal.detail()).contains(String.valueOf(ReadLimits.DEFAULT.cellLength()));
        assertThat(refusal.text()).startsWith("aaa").hasSizeLessThan(100);
    }

    @Test
    void aDirectoryThatIsCalledLikeAColumnIsNone() throws Exception {
        Path given = Files.createDirectory(directory.resolve("a=b")).resolve("given.part");
        Files.copy(written("select 1 as x"), given);

        read(given, "");

        assertThat(table.table().names()).containsExactly("x");
    }

    @Test
    void anEmptyTableIsRefused() throws Exception {
        assertThat(refusal(written("select 1 as a where false"), "").code()).isEqualTo(Code.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 50, 200, -8})
    void aFileThatIsCutOrChangedIsRefused(int at) throws Exception {
        byte[] bytes = Files.readAllBytes(written("select range as a, 'text' || range as b from range(1000)"));
        Path cut = directory.resolve("cut.part");
        Files.write(cut, Arrays.copyOf(bytes, at < 0 ? bytes.length + at : at));

        UnreadableFileException refusal = refusal(cut, "");

        assertThat(refusal.code()).isEqualTo(Code.SYNTAX);
        assertThat(refusal.detail()).doesNotContain(directory.toString(), "select");
    }

    @Test
    void changedBytesEndInATableOrARefusal() throws Exception {
        byte[] bytes = Files.readAllBytes(written("select range as a, 'text' || range as b from range(300)"));
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            byte[] changed = bytes.clone();
            for (int k = 0; k < 4; k++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            Path file = directory.resolve("changed.part");
            Files.write(file, changed);
            try {
                read(file, "");
            } catch (UnreadableFileException refused) {
                assertThat(refused.detail()).doesNotContain(directory.toString());
            }
        }
    }
}
