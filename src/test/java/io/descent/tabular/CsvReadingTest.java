package io.descent.tabular;

import static io.descent.tabular.TextFile.cells;
import static io.descent.tabular.TextFile.csv;
import static io.descent.tabular.TextFile.read;
import static io.descent.tabular.TextFile.refusal;
import static io.descent.tabular.TextFile.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.data.encode.ColumnType;
import io.descent.dataset.CollectedTable;
import io.descent.tabular.TextFile.ReadTable;
import io.descent.tabular.UnreadableFileException.Code;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReadingTest {

    private static final String CITIES = "city,n\nZürich,1\nКиїв,2\n";

    private static Dialect dialect(ReadTable read) {
        return read.dialect();
    }

    private static byte[] marked(Charset charset, int... mark) {
        byte[] text = CITIES.getBytes(charset);
        byte[] all = new byte[mark.length + text.length];
        for (int i = 0; i < mark.length; i++) {
            all[i] = (byte) mark[i];
        }
        System.arraycopy(text, 0, all, mark.length, text.length);
        return all;
    }

    private static ReadOptions header(boolean header) {
        return new ReadOptions(
                null, null, null, null, header, null, null, Map.of(), Expected.NOTHING, ReadLimits.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|'})
    void theDelimiterIsSeen(char delimiter) {
        ReadTable read = csv("a,b,c\n1,x y,2.5\n2,z,3\n".replace(',', delimiter));

        assertThat(dialect(read).delimiter()).isEqualTo(delimiter);
        assertThat(read.table().names()).containsExactly("a", "b", "c");
        assertThat(cells(read, "b")).containsExactly("x y", "z");
    }

    @Test
    void aDelimiterWithinQuotesDoesNotCount() {
        ReadTable read = csv("a;b\n\"1,2,3\";x\n\"4,5,6\";y\n");

        assertThat(dialect(read).delimiter()).isEqualTo(';');
    }

    @Test
    void excelsLineOfTheSeparatorIsNoRow() {
        ReadTable read = csv("sep=|\na|b\n1,5|2\n");

        assertThat(read.table().names()).containsExactly("a", "b");
        assertThat(cells(read, "a")).containsExactly(1.5);
    }

    @Test
    void whatTheCallerSaysOfTheDialectIsTaken() {
        ReadOptions options =
                new ReadOptions(null, '!', '\'', '%', false, ',', null, Map.of(), Expected.NOTHING, ReadLimits.DEFAULT);

        ReadTable read = csv("% no row\n'a!b'!1,5\n%\n'it''s'!2\n", options);

        assertThat(cells(read, "column_1")).containsExactly("a!b", "it's");
        assertThat(cells(read, "column_2")).containsExactly(1.5, 2.0);
        assertThatThrownBy(() -> new ReadOptions(
                        null, '"', null, null, null, null, null, Map.of(), Expected.NOTHING, ReadLimits.DEFAULT))
                .hasMessage("delimiter and quote are different characters");
    }

    @Test
    void aByteOrderMarkIsNoPartOfAName() {
        ReadTable read = read(marked(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF), Format.CSV, ReadOptions.DEFAULT);

        assertThat(read.table().names()).containsExactly("city", "n");
        assertThat(cells(read, "city")).containsExactly("Zürich", "Київ");
    }

    @Test
    void utf16IsReadWithItsMark() {
        for (byte[] bytes :
                List.of(marked(StandardCharsets.UTF_16LE, 0xFF, 0xFE), marked(StandardCharsets.UTF_16BE, 0xFE, 0xFF))) {
            ReadTable read = read(bytes, Format.CSV, ReadOptions.DEFAULT);

            assertThat(cells(read, "city")).containsExactly("Zürich", "Київ");
            assertThat(dialect(read).encoding()).startsWith("utf-16");
        }
    }

    @Test
    void utf16WithoutAMarkIsSeenByItsZeros() {
        String text = "a,b\n" + "1,2\n".repeat(100);

        assertThat(cells(csv(text, StandardCharsets.UTF_16LE), "a")).hasSize(100);
        assertThat(cells(csv(text, StandardCharsets.UTF_16BE), "a")).hasSize(100);
    }

    @Test
    void whatIsNotUtf8IsReadAsLatin1AndTold() {
        ReadTable read = csv("city,n\nParis,1\nZürich €,2\n", Charset.forName("windows-1252"));

        assertThat(cells(read, "city")).containsExactly("Paris", "Zürich €");
        assertThat(dialect(read).encoding()).isEqualTo("latin1");
        assertThat(dialect(read).notes())
                .containsExactly("line 3 is not UTF-8, so the file was read as Latin-1 (windows-1252); `encoding` says"
                        + " what else it is");
    }

    @Test
    void bytesThatNoEncodingHasAreRefusedWithTheirLine() {
        byte[] bytes = "a,b\n1,2\n3,x\n".getBytes(StandardCharsets.US_ASCII);
        bytes[10] = (byte) 0x81;

        UnreadableFileException refusal = refusal(bytes, Format.CSV, ReadOptions.DEFAULT);

        assertThat(refusal.code()).isEqualTo(Code.ENCODING);
        assertThat(refusal.line()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndInAnyWay(String end) {
        ReadTable read = csv("a,b\n1,x\n2,y\n".replace("\n", end));

        assertThat(cells(read, "a")).containsExactly(1.0, 2.0);
        assertThat(cells(read, "b")).containsExactly("x", "y");
    }

    @Test
    void quotedNewlinesAndQuotesBelongToTheirCell() {
        ReadTable read = csv("a,b\n\"x\ny\",\"say \"\"hi\"\"\"\n\"z\",w\n,\n");

        assertThat(cells(read, "a")).containsExactly("x\ny", "z", null);
        assertThat(cells(read, "b")).containsExactly("say \"hi\"", "w", null);
    }

    @Test
    void linesAreCountedThroughQuotedNewlines() {
        ColumnReport column = report(csv("a,b\n\"x\ny\r\nz\",1\nw,?\n,2\nq,3\n"), "b");

        assertThat(column.contradictions()).containsExactly(new Contradiction(5, 2, "?"));
    }

    @Test
    void theLastLineNeedsNoEnd() {
        assertThat(cells(csv("a,b\n1,2\n3,4"), "b")).containsExactly(2.0, 4.0);
        assertThat(cells(csv("a,b\n1,2\n3,\"4\""), "b")).containsExactly(2.0, 4.0);
        assertThat(cells(csv("a,b\n1,x\n3,\"say \"\"hi\"\"\""), "b")).containsExactly("x", "say \"hi\"");
        assertThat(cells(csv("a,b\n1,x\n3,\"\""), "b")).containsExactly("x", null);
        assertThat(cells(csv("a,b\n1,x\n3,"), "b")).containsExactly("x", null);
    }

    @Test
    void commentsBeforeTheHeaderAreLeftOut() {
        ReadTable read = csv("# made by hand\n\n#, by me\na,b\n1,#2\n#3,4\n");

        assertThat(read.table().names()).containsExactly("a", "b");
        assertThat(cells(read, "a")).containsExactly("1", "#3");
        assertThat(report(read, "b").contradictions()).containsExactly(new Contradiction(5, 2, "#2"));
        assertThat(dialect(read).comment()).isEqualTo('#');
    }

    @Test
    void emptyLinesAreNoRows() {
        assertThat(cells(csv("a,b\n\n1,2\n\n\n3,4\n\n"), "a")).containsExactly(1.0, 3.0);
    }

    @Test
    void aFirstRowOfNumbersIsNoHeader() {
        ReadTable read = csv("1,2\n3,4\n");

        assertThat(dialect(read).header()).isFalse();
        assertThat(cells(read, "column_1")).containsExactly(1.0, 3.0);
        assertThat(csv("x,y\nz,w\n").table().names()).containsExactly("x", "y");
        assertThat(csv("1990,2000\n3,4\n", header(true)).table().names()).containsExactly("1990", "2000");
        assertThat(cells(csv("x,y\nz,w\n", header(false)), "column_2")).containsExactly("y", "w");
    }

    @Test
    void namesThatAreEmptyOrStandTwiceAreMadeUniqueAndTold() {
        ReadTable read = csv("a,,a,a_2,a,column_2, b \n1,2,3,4,5,6,7\n");

        assertThat(read.table().names()).containsExactly("a", "column_2_2", "a_3", "a_2", "a_4", "column_2", "b");
        assertThat(dialect(read).notes())
                .containsExactly(
                        "column 2 has no name in the header and is called `column_2_2`",
                        "column 3 has the name `a` of another column and is called `a_3`",
                        "column 5 has the name `a` of another column and is called `a_4`");
    }

    @Test
    void namesMayBeAnything() {
        ReadTable read = csv("\"a\"\"b\",😀,'; DROP TABLE fits; --,../../etc/passwd,\"x,y\nz\",<b>\n1,2,3,4,5,6\n");

        assertThat(read.table().names())
                .containsExactly("a\"b", "😀", "'; DROP TABLE fits; --", "../../etc/passwd", "x,y\nz", "<b>");
    }

    @Test
    void textsAreKeptAsTheyStand() {
        ReadTable read = csv("a,b\n x ,😀\n\"y\",\"é\"\n");

        assertThat(cells(read, "a")).containsExactly(" x ", "y");
        assertThat(cells(read, "b")).containsExactly("😀", "é");
    }

    @Test
    void tabSeparatedTextHasTabs() {
        ReadTable read = read("a,x\tb\n1,5\t2\n".getBytes(StandardCharsets.UTF_8), Format.TSV, ReadOptions.DEFAULT);

        assertThat(read.table().names()).containsExactly("a,x", "b");
    }

    @Test
    void aColumnAloneNeedsNoDelimiter() {
        assertThat(cells(csv("v\n1\n2\n"), "v")).containsExactly(1.0, 2.0);
        assertThat(report(csv("text\na b\nc\n"), "text").type()).isEqualTo(ColumnType.CATEGORY);
    }

    @Test
    void readingIsToldAndCanBeCancelled(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("rows.csv"), "a,b\n" + "1,2\n".repeat(20_000));

        assertThatThrownBy(() -> TableReader.read(
                        file,
                        Format.CSV,
                        ReadOptions.DEFAULT,
                        rows -> {
                            if (rows > 5000) {
                                throw new CancellationException("enough");
                            }
                        },
                        new CollectedTable(Long.MAX_VALUE)))
                .isInstanceOf(CancellationException.class);
    }
}
