package io.descent.tabular;

import static io.descent.tabular.TextFile.csv;
import static io.descent.tabular.TextFile.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.descent.data.Table;
import io.descent.dataset.CollectedTable;
import io.descent.dataset.TableSink;
import io.descent.tabular.UnreadableFileException.Code;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenFilesTest {

    private static final ReadLimits SMALL = new ReadLimits(50, 1000, 5000);

    private static void assertPlace(UnreadableFileException refusal, Code code, long line, int column) {
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.line()).isEqualTo(line);
        assertThat(refusal.column()).isEqualTo(column);
    }

    private static UnreadableFileException limited(String text) {
        return refusal(text, ReadOptions.DEFAULT.withLimits(SMALL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment", "a,b\n", "\uFEFF"})
    void aFileWithoutRowsIsEmpty(String text) {
        assertThat(refusal(text).code()).isEqualTo(Code.EMPTY);
    }

    @Test
    void aRowWithTooManyCellsIsRefusedWithItsPlace() {
        UnreadableFileException refusal = refusal("a,b\n1,2\n3,4,extra\n5,6\n");

        assertPlace(refusal, Code.RAGGED, 3, 3);
        assertThat(refusal.text()).isEqualTo("extra");
        assertThat(refusal.detail())
                .isEqualTo("the row has more cells than the 2 of the header; quote cells in which the delimiter `,`"
                        + " stands, or name the delimiter");
    }

    @Test
    void aRowWithTooFewCellsIsRefusedWithItsPlace() {
        UnreadableFileException refusal = refusal("1,2,3\n4,5,6\n7,8\n9,10,11\n");

        assertPlace(refusal, Code.RAGGED, 3, 3);
        assertThat(refusal.text()).isEqualTo("8");
        assertThat(refusal.detail()).startsWith("the row has 2 cells instead of the 3 of the first row");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,2\n3,\"4",
                "a,b\n1,2\n3,\"4\n5,6\n",
                "a,b\n1,2\n3,\"4\"\"",
                "a,b\n1,2\n3,\"",
                "a,b\n1,2\n3,\"\"\"",
                "a,b\n1,2\n3,\"x\"\"\n4,5\n"
            })
    void aQuoteThatIsNotClosedIsRefusedWhereItOpens(String text) {
        assertPlace(refusal(text), Code.UNTERMINATED_QUOTE, 3, 2);
    }

    @Test
    void aQuotedCellThatGoesOnIsRefused() {
        assertPlace(refusal("a,b\n1,2\n3,\"4\"x\n"), Code.TEXT_AFTER_QUOTE, 3, 2);
    }

    @Test
    void aZeroByteIsRefused() {
        UnreadableFileException refusal = refusal("a,b\n1,2\n3,x\0y\n");

        assertPlace(refusal, Code.NUL, 3, 2);
        assertThat(refusal.text()).isEqualTo("x␀y");
        assertPlace(refusal("a,\0b\n1,2\n"), Code.NUL, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PK\3\4 workbook", "PAR1 parquet", "%PDF-1.7"})
    void otherFormatsAreNamed(String beginning) {
        assertThat(refusal(beginning).code()).isEqualTo(Code.WRONG_FORMAT);
    }

    @Test
    void aLongCellIsRefusedWithTheLimit() {
        UnreadableFileException refusal = limited("a,b\n1,2\n3," + "x".repeat(1001) + "\n");

        assertPlace(refusal, Code.TOO_LONG, 3, 2);
        assertThat(refusal.detail()).contains("1000 characters");
        assertThat(Objects.requireNonNull(refusal.text())).hasSize(Contradiction.LONGEST);
        assertThat(limited("a,b\n1,2\n3,\"" + "x\n".repeat(100_000)).code()).isEqualTo(Code.TOO_LONG);
    }

    @Test
    void aLongLineIsRefusedWithTheLimit() {
        String names = IntStream.range(0, 10).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String row = IntStream.range(0, 10).mapToObj(_ -> "x".repeat(900)).collect(Collectors.joining(","));

        UnreadableFileException refusal = limited(names + "\n" + row + "\n");

        assertPlace(refusal, Code.TOO_LONG, 2, 6);
        assertThat(refusal.detail()).contains("5000 characters");
    }

    @Test
    void aHundredThousandColumnsAreRefusedWithTheLimit() {
        String names = IntStream.range(0, 100_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));

        UnreadableFileException refusal = refusal(names + "\n" + names + "\n");

        assertPlace(refusal, Code.TOO_MANY_COLUMNS, 1, 16_385);
        assertThat(refusal.detail()).contains("16384 columns");
    }

    @Test
    void thousandsOfEqualNamesAreRead() {
        String names = "a,".repeat(16_383) + "a";
        String row = "1,".repeat(16_383) + "1";

        assertThat(csv(names + "\n" + row + "\n").table().names()).hasSize(16_384);
    }

    @Test
    void moreThanIsCollectedIsNotCollected() {
        CollectedTable table = new CollectedTable(100);
        String rows = IntStream.range(0, 9).mapToObj(i -> "x".repeat(100) + i).collect(Collectors.joining("\n"));

        assertThatThrownBy(() -> TextFile.readInto(table, "a,b\n" + "1,2\n".repeat(51)))
                .isInstanceOf(CollectedTable.TooLargeException.class);
        assertThatThrownBy(() -> TextFile.readInto(table, "a\n" + rows + "\n"))
                .isInstanceOf(CollectedTable.TooLargeException.class);
    }

    @Test
    void longTextsAreHandedOnInShortStretches(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("texts.csv");
        try (Writer to = Files.newBufferedWriter(file)) {
            to.write("a,b\n");
            for (int i = 0; i < 40; i++) {
                to.write(i + "," + i + "x".repeat(500_000) + "\n");
            }
        }
        List<Integer> rows = new ArrayList<>();
        TableReader.read(file, Format.CSV, ReadOptions.DEFAULT, Progress.NONE, new TableSink() {
            @Override
            public void begin(List<Head> columns) {
                rows.clear();
            }

            @Override
            public void rows(Table stretch) {
                rows.add(stretch.rows());
            }
        });

        assertThat(rows).allMatch(count -> count < 10);
        assertThat(rows.stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
    }

    @Test
    void aLineWithoutAnEndIsRefusedBeforeItIsHeld(@TempDir Path directory) throws IOException {
        for (String beginning : new String[] {"", "a,b\n1,", "a,b\n1,\""}) {
            Path file = directory.resolve("endless.csv");
            byte[] block = new byte[1 << 20];
            Arrays.fill(block, (byte) 'x');
            try (OutputStream out = Files.newOutputStream(file)) {
                out.write(beginning.getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < 64; i++) {
                    out.write(block);
                }
            }

            UnreadableFileException refusal = Objects.requireNonNull(catchThrowableOfType(
                    UnreadableFileException.class,
                    () -> TableReader.read(
                            file, Format.CSV, ReadOptions.DEFAULT, Progress.NONE, new CollectedTable(Long.MAX_VALUE))));
            assertThat(refusal.code()).isEqualTo(Code.TOO_LONG);
        }
    }
}
