package io.descent.tabular;

import static io.descent.tabular.TextFile.cells;
import static io.descent.tabular.TextFile.ndjson;
import static io.descent.tabular.TextFile.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.encode.ColumnType;
import io.descent.tabular.TextFile.ReadTable;
import io.descent.tabular.UnreadableFileException.Code;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NdjsonReadingTest {

    private static UnreadableFileException refusal(String text) {
        return TextFile.refusal(text.getBytes(StandardCharsets.UTF_8), Format.NDJSON, ReadOptions.DEFAULT);
    }

    @Test
    void fieldsAreColumnsAndThoseLeftOutAreMissing() {
        ReadTable read = ndjson("""
                {"city": "Paris", "n": 1, "ok": true}
                {"n": -2.5e1, "when": "2024-01-31", "city": null}

                {"ok": false, "city": "Ro\\u006de"}
                """);

        assertThat(read.table().names()).containsExactly("city", "n", "ok", "when");
        assertThat(cells(read, "city")).containsExactly("Paris", null, "Rome");
        assertThat(cells(read, "n")).containsExactly(1.0, -25.0, null);
        assertThat(cells(read, "ok")).containsExactly(true, null, false);
        assertThat(report(read, "when").type()).isEqualTo(ColumnType.DATE);
        assertThat(read.table().column("when").missing()).isEqualTo(2);
        assertThat(read.file().dialect()).isNull();
    }

    @Test
    void aTextIsNoNumberEvenOfDigits() {
        ReadTable read = ndjson("{\"v\": \"12\"}\n{\"v\": 12}\n{\"v\": 13}\n");

        assertThat(report(read, "v").why()).isEqualTo("1 of 3 values are not numbers, the first `12` in line 1");
        assertThat(cells(read, "v")).containsExactly("12", "12", "13");
    }

    @Test
    void aLateColumnMayHaveAnyType() {
        ReadTable read = ndjson("{\"a\": 1}\n".repeat(2000) + "{\"b\": \"x\"}\n" + "{\"a\": 1}\n".repeat(10));

        assertThat(read.table().column("b").missing()).isEqualTo(2010);
        assertThat(cells(read, "b").get(2000)).isEqualTo("x");
    }

    @Test
    void longIntegersAreACategory() {
        assertThat(cells(ndjson("{\"id\": 12345678901234567891}\n"), "id")).containsExactly("12345678901234567891");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "{\"a\": 1} {\"a\": ! SYNTAX ! 3",
                "{\"a\": NaN} ! SYNTAX ! 2",
                "{\"a\": [1]} ! WRONG_TYPE ! 2",
                "{\"a\": {\"b\": 1}} ! WRONG_TYPE ! 2",
                "{\"a\": 1, \"a\": 2} ! DUPLICATE ! 2",
                "[{\"a\": 1}] ! SYNTAX ! 2",
                "17 ! SYNTAX ! 2"
            })
    void whatIsNoObjectOfPlainValuesIsRefusedWithItsLine(String text, Code code, long line) {
        UnreadableFileException refusal = refusal("{\"a\": 1}\n" + text + "\n");

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.line()).isEqualTo(line);
        assertThat(refusal.column()).isPositive();
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        UnreadableFileException refusal = TextFile.refusal(
                "{\"a\": \"x\"}\n{\"a\": \"é\"}\n".getBytes(StandardCharsets.ISO_8859_1),
                Format.NDJSON,
                ReadOptions.DEFAULT);

        assertThat(refusal.code()).isEqualTo(Code.ENCODING);
        assertThat(refusal.line()).isEqualTo(2);
    }

    @Test
    void limitsHoldHereToo() {
        ReadOptions options = ReadOptions.DEFAULT.withLimits(new ReadLimits(2, 50, 100));

        for (String text : new String[] {"{\"a\": 1, \"b\": 2, \"c\": 3}", "{\"a\": \"" + "x".repeat(51) + "\"}"}) {
            assertThat(TextFile.refusal(text.getBytes(StandardCharsets.UTF_8), Format.NDJSON, options)
                            .code())
                    .isIn(Code.TOO_MANY_COLUMNS, Code.TOO_LONG);
        }
    }

    @Test
    void noDataIsEmpty() {
        assertThat(refusal("\n").code()).isEqualTo(Code.EMPTY);
        assertThat(refusal("{}\n{}\n").code()).isEqualTo(Code.EMPTY);
    }
}
