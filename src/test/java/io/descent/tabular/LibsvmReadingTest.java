package io.descent.tabular;

import static io.descent.tabular.TextFile.cells;
import static org.assertj.core.api.Assertions.assertThat;

import io.descent.tabular.TextFile.ReadTable;
import io.descent.tabular.UnreadableFileException.Code;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibsvmReadingTest {

    private static ReadTable read(String text) {
        return TextFile.read(text.getBytes(StandardCharsets.US_ASCII), Format.LIBSVM, ReadOptions.DEFAULT);
    }

    private static UnreadableFileException refusal(String text) {
        return TextFile.refusal(text.getBytes(StandardCharsets.US_ASCII), Format.LIBSVM, ReadOptions.DEFAULT);
    }

    @Test
    void whatARowLeavesOutIsZero() {
        ReadTable read = read("# of a test\n+1 1:0.5 3:-2e1 # the first\r\n\n-1\t2:7   \n3");

        assertThat(read.table().names()).containsExactly("target", "x1", "x2", "x3");
        assertThat(cells(read, "target")).containsExactly(1.0, -1.0, 3.0);
        assertThat(cells(read, "x1")).containsExactly(0.5, 0.0, 0.0);
        assertThat(cells(read, "x2")).containsExactly(0.0, 7.0, 0.0);
        assertThat(cells(read, "x3")).containsExactly(-20.0, 0.0, 0.0);
    }

    @Test
    void indicesFromZeroOnAreTakenAsTheyAre() {
        assertThat(read("1 1:2\n2 0:5 1:3\n").table().names()).containsExactly("target", "x0", "x1");
    }

    @Test
    void manyRowsComeInTheirOrder() {
        ReadTable read =
                read(IntStream.range(0, 20_000).mapToObj(i -> i + " 1:" + 2 * i).collect(Collectors.joining("\n")));

        assertThat(read.rows()).isEqualTo(20_000);
        assertThat(cells(read, "target"))
                .isEqualTo(IntStream.range(0, 20_000).mapToObj(i -> (double) i).toList());
        assertThat(cells(read, "x1"))
                .isEqualTo(IntStream.range(0, 20_000).mapToObj(i -> 2.0 * i).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 1:2~x 1:3            | SYNTAX           | 2 | 1 | `x` is not a number
            1 1:2~2 1:3 1:4        | SYNTAX           | 2 | 3 | must have a greater index
            1 1                    | SYNTAX           | 1 | 2 | must be `index:value`
            1 a:1                  | SYNTAX           | 1 | 2 | `a` is not an index
            1 -1:1                 | SYNTAX           | 1 | 2 | `-1` is not an index
            1 1:1e999              | SYNTAX           | 1 | 2 | is not a finite number
            1 1:                   | SYNTAX           | 1 | 2 | `` is not a number
            1 99999999999:1        | SYNTAX           | 1 | 2 | `99999999999` is not an index
            1 qid:3 1:2            | SYNTAX           | 1 | 2 | leave `qid` out
            1 1:2~1 16384:1        | TOO_MANY_COLUMNS | 2 | 2 | post the rows to /v1/fits as `csr`
            # nothing              | EMPTY            | 0 | 0 | holds no row
            """)
    void whatIsWrongIsToldByItsLineAndWord(String text, Code code, long line, int word, String detail) {
        UnreadableFileException refusal = refusal(text.replace('~', '\n'));

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.line()).isEqualTo(line);
        assertThat(refusal.column()).isEqualTo(word);
        assertThat(refusal.detail()).contains(detail);
    }

    @Test
    void aWordWithoutAnEndIsRefused() {
        assertThat(refusal("1 1:2 # " + "x".repeat(200_000) + "\n1 y:1").line()).isEqualTo(2);
        assertThat(refusal("1 1:" + "1".repeat(5000)).code()).isEqualTo(Code.TOO_LONG);
        assertThat(refusal("1 1:1\0002").code()).isEqualTo(Code.NUL);
    }
}
