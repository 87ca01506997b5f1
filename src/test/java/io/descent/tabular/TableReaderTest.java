package io.descent.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.descent.data.Column;
import io.descent.data.encode.ColumnType;
import io.descent.tabular.TableReader.Format;
import io.descent.tabular.UnreadableFileException.Code;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {

    private static final ReadLimits LIMITS = ReadLimits.of(1000);
    private static final ReadOptions NONE = ReadOptions.none(LIMITS);

    @TempDir
    private Path directory;

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(directory.resolve("file"), text.getBytes(charset));
    }

    private ReadTable read(String text) throws IOException, UnreadableFileException {
        return read(text, NONE);
    }

    private ReadTable read(String text, ReadOptions options) throws IOException, UnreadableFileException {
        return TableReader.read(file(text, StandardCharsets.UTF_8), Format.CSV, options);
    }

    private static ReadOptions types(Map<String, TypeOverride> types) {
        return new ReadOptions(null, null, null, null, null, types, LIMITS);
    }

    /** Reads a column of these values, as they would stand in a file, beside another one. */
    private ReadTable column(String... values) throws IOException, UnreadableFileException {
        return read("n;x\n"
                + IntStream.range(0, values.length)
                        .mapToObj(i -> i + ";" + values[i] + "\n")
                        .reduce("", String::concat));
    }

    private UnreadableFileException failure(String text) {
        return catchThrowableOfType(UnreadableFileException.class, () -> read(text));
    }

    private static ColumnReport report(ReadTable read, String name) {
        return read.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<@Nullable Object> values(ReadTable read, String name) {
        Column column = read.table().column(name);
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < column.size(); i++) {
            values.add(column.value(i));
        }
        return values;
    }

    @Test
    void columnsAreWhatTheirValuesAre() throws IOException, UnreadableFileException {
        ReadTable read = read("sqft,city,new,sold\n800,Paris,true,2026-11-26\n 950 ,\"Rome, old\",FALSE,2026-01-02\n");

        assertThat(read.columns())
                .extracting(ColumnReport::type)
                .containsExactly(ColumnType.NUMBER, ColumnType.CATEGORY, ColumnType.BOOLEAN, ColumnType.DATE);
        assertThat(read.columns()).extracting(ColumnReport::why).containsOnlyNulls();
        assertThat(values(read, "sqft")).containsExactly(800.0, 950.0);
        assertThat(values(read, "city")).containsExactly("Paris", "Rome, old");
        assertThat(values(read, "new")).containsExactly(true, false);
        assertThat(values(read, "sold")).containsExactly(1795651200.0, 1767312000.0);
        assertThat(read.dialect()).isEqualTo(new Dialect("utf-8", ',', '"', true, '.', Dialect.NULL_VALUES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NA", "N/A", "null", "-", "", "\"\"", "NaN", "None"})
    void whatStandsForAMissingValueIsMissing(String text) throws IOException, UnreadableFileException {
        ReadTable read = column("1", text, "3");

        assertThat(report(read, "x").type()).isEqualTo(ColumnType.NUMBER);
        assertThat(report(read, "x").missing()).isEqualTo(1);
        assertThat(values(read, "x")).containsExactly(1.0, null, 3.0);
    }

    @Test
    void theCallerSaysWhatStandsForAMissingValue() throws IOException, UnreadableFileException {
        ReadOptions options = new ReadOptions(null, null, null, null, List.of("?"), Map.of(), LIMITS);
        ReadTable read = read("x,y\n1,?\n2,NA\n", options);
        assertThat(values(read, "y")).containsExactly(null, "NA");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1",
                "-2.5 | -2.5",
                "+.5 | 0.5",
                "3. | 3",
                "1e-3 | 0.001",
                "\"7\" | 7",
                "1,234 | 1234",
                "12,345,678.5 | 12345678.5",
                "0 | 0",
                "0.25 | 0.25",
                "-0 | 0",
                "1e999 | Infinity",
                "9007199254740993e0 | 9007199254740992",
            })
    void numbersAreReadAsPeopleWriteThem(String text, double value) {
        char[] chars = text.strip().replace("\"", "").toCharArray();
        assertThat(NumberText.kind(chars, 0, chars.length, '.')).isEqualTo(NumberText.Kind.NUMBER);
        assertThat(NumberText.value(chars, 0, chars.length, '.') + 0.0).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,23",
                "1,2345",
                ",123",
                "1234,567",
                "1,234,56",
                "1.2.3",
                "1e",
                "e5",
                "--1",
                "0x10",
                "1 2",
                ".",
                "inf"
            })
    void whatOnlyResemblesANumberIsNone(String text) {
        char[] chars = text.toCharArray();
        assertThat(NumberText.kind(chars, 0, chars.length, '.')).isEqualTo(NumberText.Kind.NONE);
    }

    @Test
    void aDecimalCommaIsFoundFromAllValues() throws IOException, UnreadableFileException {
        ReadTable read = column("1.234,5", "0,25", "7");
        assertThat(values(read, "x")).containsExactly(1234.5, 0.25, 7.0);
        assertThat(values(read, "n")).containsExactly(0.0, 1.0, 2.0);
        assertThat(read.dialect()).extracting(Dialect::decimal).isEqualTo(',');

        assertThat(values(read("a,b\n1,\"2,5\"\n2,\"3,25\"\n"), "b")).containsExactly(2.5, 3.25);
        assertThat(values(column("1,234", "2,345"), "x")).containsExactly(1234.0, 2345.0);
    }

    @Test
    void idsThatBeginWithAZeroAreCategories() throws IOException, UnreadableFileException {
        ReadTable read = column("12345", "01234", "00501");

        assertThat(report(read, "x").type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(report(read, "x").why())
                .isEqualTo("2 of 3 values begin with a 0, as ids do, the first `01234` in line 3;"
                        + " types=x:number makes it a number");
        assertThat(values(read, "x")).containsExactly("12345", "01234", "00501");
        ReadTable asked = read("x,y\n01,1\n02,2\n", types(Map.of("x", TypeOverride.NUMBER)));
        assertThat(values(asked, "x")).containsExactly(1.0, 2.0);
    }

    @Test
    void numbersOfTwentyDigitsAreCategories() throws IOException, UnreadableFileException {
        ReadTable read = column("12345678901234567891", "12345678901234567892");

        assertThat(report(read, "x").type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(report(read, "x").why()).contains("more digits than a number holds");
        assertThat(report(column("9007199254740992", "1"), "x").type()).isEqualTo(ColumnType.NUMBER);
    }

    @Test
    void aTypeIsTakenFromAllRowsAndTheFirstContradictionsAreTold() throws IOException, UnreadableFileException {
        String rows = IntStream.range(0, 300)
                .mapToObj(i -> i + "," + (i % 100 == 42 ? "about " + i : "" + i))
                .reduce("n,x", (all, row) -> all + "\n" + row);
        ReadTable read = read(rows);

        assertThat(report(read, "x").type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(report(read, "x").why())
                .isEqualTo("3 of 300 values are no numbers, the first `about 42` in line 44;"
                        + " types=x:number makes it a number");
        assertThat(report(read, "x").contradictions())
                .containsExactly(
                        new ColumnReport.Contradiction(44, "about 42"),
                        new ColumnReport.Contradiction(144, "about 142"),
                        new ColumnReport.Contradiction(244, "about 242"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-26 | 1795651200", "2026-11-26T12:30:15Z | 1795696215", "2026-11-26 12:30 | 1795696200",
                "2026-11-26T12:30:15.5+02:00 | 1795689015.5", "2026/11/26 | 1795651200", "26.11.2026 | 1795651200",
                "26/11/2026 | 1795651200", "11/26/2026 | 1795651200", "1969-12-31 | -86400"
            })
    void datesAreReadInTheCommonForms(String text, double seconds) throws IOException, UnreadableFileException {
        ReadTable read = column(text.strip(), "");
        assertThat(report(read, "x").type()).isEqualTo(ColumnType.DATE);
        assertThat(values(read, "x")).containsExactly(seconds, null);
    }

    @Test
    void whatMayBeTwoDatesIsRefusedWithBoth() throws IOException, UnreadableFileException {
        UnreadableFileException failure = failure("n,when\n1,03/04/2026\n2,05/06/2026\n");
        assertThat(failure.code()).isEqualTo(Code.AMBIGUOUS_DATE);
        assertThat(failure.column()).isEqualTo("when");
        assertThat(failure.text()).isEqualTo("03/04/2026");
        assertThat(failure)
                .hasMessageContaining("may be 2026-04-03 or 2026-03-04")
                .hasMessageContaining("date(dmy)");

        assertThat(values(read("n,when\n1,03/04/2026\n2,15/06/2026\n"), "when"))
                .containsExactly(1775174400.0, 1781481600.0);
        ReadTable told = read("n,when\n1,03/04/2026\n", types(Map.of("when", TypeOverride.DATE_MONTH_FIRST)));
        assertThat(values(told, "when")).containsExactly(1772582400.0);
        assertThat(report(read("n,when\n1,04/04/2026\n"), "when").type()).isEqualTo(ColumnType.DATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "2026-13-01", "32.01.2026", "2026-1", "26-Nov-2026"})
    void whatIsNoDayIsNoDate(String text) throws IOException, UnreadableFileException {
        assertThat(report(column(text, "2026-01-01"), "x").type()).isEqualTo(ColumnType.CATEGORY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void characterSetsAreFound(String charset) throws IOException, UnreadableFileException {
        Path file = file("näme,größe\nMüller,1\nFrançois,2\n", Charset.forName(charset));
        ReadTable read = TableReader.read(file, Format.CSV, NONE);
        assertThat(values(read, "näme")).containsExactly("Müller", "François");
        assertThat(read.dialect()).extracting(Dialect::encoding).isEqualTo(charset.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkIsNoPartOfTheFirstName(String charset) throws IOException, UnreadableFileException {
        Path file = file("\uFEFFa,b\n1,2\n", Charset.forName(charset));
        assertThat(TableReader.read(file, Format.CSV, NONE).table().names()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void delimitersAreFound(String delimiter) throws IOException, UnreadableFileException {
        ReadTable read = read("a,b,c\n1,x y,2.5\n3,z,4\n".replace(",", delimiter));
        assertThat(read.table().names()).containsExactly("a", "b", "c");
        assertThat(values(read, "c")).containsExactly(2.5, 4.0);
    }

    @Test
    void linesEndInAllWays() throws IOException, UnreadableFileException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            assertThat(values(read("a,b" + end + "1,2" + end + end + "3,4"), "b"))
                    .containsExactly(2.0, 4.0);
        }
    }

    @Test
    void quotesHoldLineBreaksDelimitersAndQuotes() throws IOException, UnreadableFileException {
        ReadTable read = read("a,b\n\"x\ny, \"\"z\"\"\",1\nplain,no\n");
        assertThat(values(read, "a")).containsExactly("x\ny, \"z\"", "plain");
        assertThat(report(read, "b").contradictions()).containsExactly(new ColumnReport.Contradiction(4, "no"));
    }

    @Test
    void commentsAreLeftOut() throws IOException, UnreadableFileException {
        assertThat(values(read("# made by hand\na,b\n1,2\n# and more\n3,4\n"), "a"))
                .containsExactly(1.0, 3.0);
    }

    @Test
    void withoutAHeaderColumnsAreNamedByTheirPlace() throws IOException, UnreadableFileException {
        ReadTable read = read("5.1,setosa\n4.9,virginica\n");
        assertThat(read.table().names()).containsExactly("column_1", "column_2");
        assertThat(read.table().rows()).isEqualTo(2);
        ReadOptions header = new ReadOptions(null, null, true, null, null, Map.of(), LIMITS);
        assertThat(read("country,2019\nFR,1\n", header).table().names()).containsExactly("country", "2019");
    }

    @Test
    void namesThatAreEmptyOrStandTwiceAreToldApart() throws IOException, UnreadableFileException {
        ReadTable read = read("a,,a,a_2,🙂\"'; drop table t,../x\n1,2,3,4,5,6\n");
        assertThat(read.table().names()).containsExactly("a", "column_2", "a_3", "a_2", "🙂\"'; drop table t", "../x");
    }

    @Test
    void aRowOfAnotherLengthIsToldByItsLine() {
        UnreadableFileException longer = failure("a,b\n1,2\n3,4,five\n");
        assertThat(longer.code()).isEqualTo(Code.RAGGED_ROW);
        assertThat(longer.line()).isEqualTo(3);
        assertThat(longer.text()).isEqualTo("five");
        assertThat(longer).hasMessageContaining("has 3 values, where the header has 2");

        UnreadableFileException shorter = failure("a,b\n1,2\n3\n");
        assertThat(shorter.line()).isEqualTo(3);
        assertThat(shorter.column()).isEqualTo("b");
    }

    @Test
    void aQuoteThatNothingEndsIsToldByItsLine() {
        UnreadableFileException failure = failure("a,b\n1,2\n3,\"open\n5,6\n");
        assertThat(failure.code()).isEqualTo(Code.UNTERMINATED_QUOTE);
        assertThat(failure.line()).isEqualTo(3);
    }

    @Test
    void limitsAreTold() {
        assertThat(failure("")).extracting(UnreadableFileException::code).isEqualTo(Code.EMPTY_FILE);
        assertThat(failure("a,b\n")).hasMessageContaining("no rows below its header");
        String wide = String.join(",", Collections.nCopies(100_000, "x"));
        assertThat(failure(wide + "\n" + wide)).hasMessageContaining("100000 columns; the most are 16384");
        String many = "a,b\n" + "1,2\n".repeat(501);
        assertThat(failure(many))
                .hasMessageContaining("DESCENT_MAX_CELLS")
                .extracting(UnreadableFileException::line)
                .isEqualTo(502L);
        UnreadableFileException failure = catchThrowableOfType(
                UnreadableFileException.class,
                () -> TableReader.read(
                        file("a,b\n1," + "x".repeat(5000) + "\n", StandardCharsets.UTF_8),
                        Format.CSV,
                        ReadOptions.none(new ReadLimits(1000, 10, 1000))));
        assertThat(failure).hasMessageContaining("more than 1000 characters");
    }

    @Test
    void aTypeThatValuesContradictIsRefusedWithTheFirst() {
        UnreadableFileException failure = catchThrowableOfType(
                UnreadableFileException.class,
                () -> read("x,y\n1,2\nabout 3,4\n", types(Map.of("x", TypeOverride.NUMBER))));
        assertThat(failure.code()).isEqualTo(Code.WRONG_TYPE);
        assertThat(failure.line()).isEqualTo(3);
        assertThat(failure.text()).isEqualTo("about 3");
        UnreadableFileException unknown = catchThrowableOfType(
                UnreadableFileException.class, () -> read("x,y\n1,2\n", types(Map.of("z", TypeOverride.NUMBER))));
        assertThat(unknown.code()).isEqualTo(Code.UNKNOWN_COLUMN);
    }

    @Test
    void valuesOfManyKindsAreTheSameBitsAsJavas() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            String text = Double.isFinite(value) ? Double.toString(value) : Integer.toString(i);
            char[] chars = text.toCharArray();
            assertThat(NumberText.value(chars, 0, chars.length, '.')).isEqualTo(Double.parseDouble(text));
        }
    }
}
