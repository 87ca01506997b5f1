package io.descent.tabular;

import static io.descent.tabular.TextFile.cells;
import static io.descent.tabular.TextFile.csv;
import static io.descent.tabular.TextFile.refusal;
import static io.descent.tabular.TextFile.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.encode.ColumnType;
import io.descent.tabular.TextFile.ReadTable;
import io.descent.tabular.UnreadableFileException.Code;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypesTest {

    private static ColumnType type(String... values) {
        return report(csv("v\n" + String.join("\n", values) + "\n"), "v").type();
    }

    private static ReadOptions typed(String types) {
        return ReadOptions.DEFAULT.withTypes(TypeChoice.parseAll(types));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12|12",
                "-3.5|-3.5",
                "+7|7",
                ".5|0.5",
                "5.|5",
                "1e3|1000",
                "1.5E-3|0.0015",
                " 4 |4",
                "1,234|1234",
                "1,234,567.25|1234567.25",
                "-1,000|-1000",
                "0|0",
                "-0.0|0",
                "0.1|0.1",
                "9007199254740992|9007199254740992",
                "0.30000000000000004|0.30000000000000004",
                "123456789012345678901e-5|1234567890123456.8"
            })
    void aNumberIsWrittenInManyWays(String text, double value) {
        ReadTable read = csv("v;w\n\"" + text + "\";x\n2.5;y\n");

        assertThat(cells(read, "v")).containsExactly(value, 2.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x1F",
                "inf",
                "Infinity",
                "1d",
                "1f",
                "1_000",
                "1,23,456",
                "12,34",
                "1,2345",
                "1e",
                "e5",
                "--1",
                "1e999",
                "1.2.3",
                "$5",
                "5 %",
                "+",
                ".",
                "1 2",
                "٣"
            })
    void otherTextsAreNoNumbers(String text) {
        ReadTable read = csv("v;w\n2.5;x\n" + text + ";y\n");

        ColumnReport column = report(read, "v");
        assertThat(column.type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(column.why()).isEqualTo("1 of 2 values are not numbers, the first `%s` in line 3".formatted(text));
        assertThat(cells(read, "v")).containsExactly("2.5", text);
    }

    @Test
    void quotedNumbersAreNumbers() {
        assertThat(type("\"1\"", "\"2.5\"")).isEqualTo(ColumnType.NUMBER);
    }

    @Test
    void aColumnIsACategoryIfOneOfItsMillionValuesIs() {
        String text = "v,w\n" + "1,2\n".repeat(5000) + "n/k,3\n" + "1,2\n".repeat(10);

        ColumnReport column = report(csv(text), "v");

        assertThat(column.type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(column.why()).isEqualTo("1 of 5011 values are not numbers, the first `n/k` in line 5002");
        assertThat(column.contradicting()).isEqualTo(1);
        assertThat(column.contradictions()).containsExactly(new Contradiction(5002, 1, "n/k"));
        assertThat(column.override()).isEqualTo("null_values=n/k");
        assertThat(report(csv(text), "w").type()).isEqualTo(ColumnType.NUMBER);
    }

    @Test
    void theFirstThreeContradictionsAreShown() {
        ColumnReport column = report(csv("a,v\n1,1\n2,x\n3,2\n4,y\n5,3\n6,z\n7,w\n8,1\n9,1\n10,1\n"), "v");

        assertThat(column.contradicting()).isEqualTo(4);
        assertThat(column.contradictions())
                .containsExactly(
                        new Contradiction(3, 2, "x"), new Contradiction(5, 2, "y"), new Contradiction(7, 2, "z"));
    }

    @Test
    void idsWithLeadingZerosAreACategoryUnlessToldOtherwise() {
        String text = "id\n123\n007\n42\n";

        ColumnReport column = report(csv(text), "id");
        assertThat(column.type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(column.why())
                .isEqualTo("1 of 3 values begin with a zero that a number would lose, the first `007` in line 3");
        assertThat(column.override()).isEqualTo("types=id:number");
        assertThat(cells(csv(text, typed("id:number")), "id")).containsExactly(123.0, 7.0, 42.0);
    }

    @Test
    void numbersOfTwentyDigitsAreACategory() {
        ColumnReport column = report(csv("id\n12345678901234567891\n12345678901234567892\n"), "id");

        assertThat(column.type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(column.why())
                .isEqualTo("2 of 2 values are integers with more digits than a number holds, the first"
                        + " `12345678901234567891` in line 2");
        assertThat(type("9007199254740993")).isEqualTo(ColumnType.CATEGORY);
        assertThat(type("9007199254740994")).isEqualTo(ColumnType.NUMBER);
        assertThat(type("100000000000000000000")).isEqualTo(ColumnType.NUMBER);
    }

    @Test
    void missingValuesDoNotMakeAColumnACategory() {
        ReadTable read = csv("v,w\n1,a\nNA,b\nN/A,c\nnull,d\n-,e\n,f\n\"\",g\nnan,h\n2,NA\n");

        assertThat(cells(read, "v")).containsExactly(1.0, null, null, null, null, null, null, null, 2.0);
        assertThat(read.table().column("v").missing()).isEqualTo(7);
        assertThat(cells(read, "w")).last().isNull();
    }

    @Test
    void theTextsThatMeanMissingCanBeChosen() {
        ReadOptions options = new ReadOptions(
                null,
                null,
                null,
                null,
                null,
                null,
                List.of("-999", "?"),
                Map.of(),
                Expected.NOTHING,
                ReadLimits.DEFAULT);

        ReadTable read = csv("v,w\n1,NA\n-999,b\n?,\n", options);

        assertThat(cells(read, "v")).containsExactly(1.0, null, null);
        assertThat(cells(read, "w")).containsExactly("NA", "b", "");
    }

    @Test
    void aColumnWithoutValuesIsANumber() {
        ReadTable read = csv("a,v\n1,\n2,NA\n");

        assertThat(report(read, "v").type()).isEqualTo(ColumnType.NUMBER);
        assertThat(report(read, "v").why()).isEqualTo("every value is missing");
    }

    @Test
    void booleansAreWordsAndNotZeroAndOne() {
        ReadTable read = csv("a,b,c\ntrue,Yes,0\nFALSE,no,1\n,NO,1\n");

        assertThat(cells(read, "a")).containsExactly(true, false, null);
        assertThat(cells(read, "b")).containsExactly(true, false, false);
        assertThat(report(read, "c").type()).isEqualTo(ColumnType.NUMBER);
        assertThat(cells(csv("c\n0\n1\n", typed("c:boolean")), "c")).containsExactly(false, true);
    }

    @Test
    void aDecimalCommaIsSeenInTheWholeFile() {
        ReadTable read = csv("v;w;x\n1,5;2;1.234\n-0,25;3;1.000,5\n1.234,5;4;7\n");

        assertThat(cells(read, "v")).containsExactly(1.5, -0.25, 1234.5);
        assertThat(cells(read, "x")).containsExactly(1234.0, 1000.5, 7.0);
        assertThat(read.dialect().decimal()).isEqualTo(',');
        assertThat(read.dialect().delimiter()).isEqualTo(';');
    }

    @Test
    void theDecimalSeparatorDoesNotDependOnWhichRowTellsIt() {
        String rows = "1.234;5\n".repeat(3000);

        assertThat(cells(csv("v;w\n" + rows + "1,5;5\n"), "v"))
                .startsWith(1234.0)
                .endsWith(1.5);
        assertThat(cells(csv("v;w\n1,5;5\n" + rows), "v")).startsWith(1.5).endsWith(1234.0);
        assertThat(cells(csv("v;w\n" + rows), "v")).startsWith(1.234);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29,2024-02-29T00:00:00Z",
        "2024-02-29T12:30,2024-02-29T12:30:00Z",
        "2024-02-29 12:30:15,2024-02-29T12:30:15Z",
        "2024-02-29T12:30:15.25Z,2024-02-29T12:30:15.25Z",
        "2024-02-29T12:30:15+02:00,2024-02-29T10:30:15Z",
        "2024-02-29T12:30:15-0530,2024-02-29T18:00:15Z",
        "1969-12-31,1969-12-31T00:00:00Z",
        "2024/02/29,2024-02-29T00:00:00Z",
        "29.2.2024,2024-02-29T00:00:00Z",
        "29/02/2024,2024-02-29T00:00:00Z",
        "02/29/2024,2024-02-29T00:00:00Z",
        "29-02-2024 23:59,2024-02-29T23:59:00Z"
    })
    void datesAreIsoOrLocal(String text, Instant instant) {
        ReadTable read = csv("when,x\n" + text + ",1\n");

        assertThat(report(read, "when").type()).isEqualTo(ColumnType.DATE);
        double seconds = (Double) Objects.requireNonNull(cells(read, "when").getFirst());
        assertThat(seconds).isCloseTo(instant.toEpochMilli() / 1000.0, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29",
                "2024-13-01",
                "32.1.2024",
                "13/13/2024",
                "2024-1",
                "1/2/24",
                "2024-01-01T25:00",
                "2024-01-01T10:00+19:00",
                "2024.01.01",
                "0000-01-01",
                "2024-01-01x",
                "02.29.2024"
            })
    void whatIsNoDateIsACategory(String text) {
        assertThat(type(text)).isEqualTo(ColumnType.CATEGORY);
    }

    @Test
    void oneValueTellsTheDayFromTheMonthForAllRows() {
        String rows = "01/02/2024\n".repeat(2000);

        assertThat(cells(csv("d\n" + rows + "12/31/2024\n"), "d").getFirst())
                .isEqualTo((double) Instant.parse("2024-01-02T00:00:00Z").getEpochSecond());
        ReadTable dayFirst = csv("d\n31/12/2024\n" + rows);
        assertThat(cells(dayFirst, "d").getLast())
                .isEqualTo((double) Instant.parse("2024-02-01T00:00:00Z").getEpochSecond());
        assertThat(report(dayFirst, "d").why()).isEqualTo("all 2001 values are dates, the day first");
    }

    @Test
    void anAmbiguousDateIsRefusedWithBothReadings() {
        UnreadableFileException refusal = refusal("id,when\n1,03/04/2024\n2,05/05/2024\n");

        assertThat(refusal.code()).isEqualTo(Code.AMBIGUOUS_DATE);
        assertThat(refusal.line()).isEqualTo(2);
        assertThat(refusal.column()).isEqualTo(2);
        assertThat(refusal.text()).isEqualTo("03/04/2024");
        assertThat(refusal.detail())
                .contains(
                        "`03/04/2024` is 2024-04-03 or 2024-03-04", "`types=when:date(dmy)`", "`types=when:date(mdy)`");
        assertThat(cells(csv("id,when\n1,03/04/2024\n", typed("when:date(mdy)")), "when"))
                .containsExactly((double) Instant.parse("2024-03-04T00:00:00Z").getEpochSecond());
        assertThat(cells(csv("id,when\n1,03/04/2024\n", typed("when:category")), "when"))
                .containsExactly("03/04/2024");
    }

    @Test
    void daysThatAreTheSameInBothReadingsAreNotAmbiguous() {
        assertThat(type("01/01/2024", "05/05/2024")).isEqualTo(ColumnType.DATE);
    }

    @Test
    void datesThatFitNoOneReadingAreACategory() {
        ColumnReport column = report(csv("d\n13/01/2024\n01/13/2024\n14/01/2024\n"), "d");

        assertThat(column.type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(column.why()).isEqualTo("1 of 3 values are not dates, the first `01/13/2024` in line 3");
    }

    @Test
    void aChosenTypeThatAValueIsNotIsRefused() {
        UnreadableFileException refusal = refusal("a,v\n1,1\n2,x\n", typed("v:number"));

        assertThat(refusal.code()).isEqualTo(Code.WRONG_TYPE);
        assertThat(refusal.line()).isEqualTo(3);
        assertThat(refusal.column()).isEqualTo(2);
        assertThat(refusal.text()).isEqualTo("x");
        assertThat(refusal("a,v\n1,1\n", typed("w:number")).code()).isEqualTo(Code.UNKNOWN_COLUMN);
    }

    @Test
    void aNumberCanBeACategory() {
        ReadTable read = csv("zip,v\n75001,1\n75002,2\n", typed("zip:category"));

        assertThat(cells(read, "zip")).containsExactly("75001", "75002");
        assertThat(report(csv("zip,v\n75001,1\n"), "zip").override()).isEqualTo("types=zip:category");
    }

    @Test
    void typesAreParsedOrExplained() {
        assertThat(TypeChoice.parseAll("a:b:date(MDY), zip : category"))
                .containsEntry("a:b", new TypeChoice(ColumnType.DATE, TypeChoice.DateOrder.MDY))
                .containsEntry("zip", TypeChoice.of(ColumnType.CATEGORY));
        assertThatThrownBy(() -> TypeChoice.parseAll("zip:text")).hasMessageContaining("known: number, boolean, date");
        assertThatThrownBy(() -> TypeChoice.parseAll("zip")).hasMessage("`zip` is not of the form name:type");
    }
}
