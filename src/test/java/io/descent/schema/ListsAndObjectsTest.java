package io.descent.schema;

import static io.descent.schema.Case.object;
import static io.descent.schema.Case.reads;
import static io.descent.schema.Case.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListsAndObjectsTest {

    private static final Numbers NUMBERS = new Numbers(0);
    private static final Numbers PAIR = new Numbers(2);
    private static final PerOutput<Double> SHARES = new PerOutput<>(Real.from(0));
    private static final PerOutput<List<Double>> VECTORS = new PerOutput<>(NUMBERS);
    private static final NumbersByName BY_NAME = new NumbersByName(Real.from(0));
    private static final Explanation EXPLANATION = new Explanation();
    private static final ReadApart APART = new ReadApart("Rows", "an object with rows");

    static Stream<Case> lists() {
        return Stream.of(
                reads(NUMBERS, List.of(), List.of()),
                reads(NUMBERS, List.of(1L, -2.5, 1e300), List.of(1.0, -2.5, 1e300)),
                reads(PAIR, List.of(1L, 2L), List.of(1.0, 2.0)),
                refuses(PAIR, List.of(1L), "/s length_mismatch: must be a list of 2 numbers"),
                refuses(PAIR, List.of(1L, 2L, 3L), "/s length_mismatch: must be a list of 2 numbers"),
                refuses(PAIR, List.of(), "/s length_mismatch: must be a list of 2 numbers"),
                refuses(NUMBERS, 1L, "/s wrong_type: must be a list of numbers"),
                refuses(
                        NUMBERS,
                        Arrays.asList(1L, "2", null, List.of(3L), 1e300 * 1e300, true),
                        "/s/1 wrong_type: must be a number",
                        "/s/2 wrong_type: must be a number",
                        "/s/3 wrong_type: must be a number",
                        "/s/4 not_finite: must be a number; this one is too large for a double",
                        "/s/5 wrong_type: must be a number"));
    }

    static Stream<Case> valuesPerOutput() {
        String share = "must be a number at least 0";
        return Stream.of(
                reads(SHARES, 0.5, List.of(0.5)),
                reads(SHARES, List.of(0.5), List.of(0.5)),
                reads(SHARES, List.of(1L, 2L, 3L), List.of(1.0, 2.0, 3.0)),
                refuses(SHARES, -1L, "/s out_of_range: " + share + ", not -1"),
                refuses(SHARES, List.of(), "/s wrong_type: " + share),
                refuses(
                        SHARES,
                        Arrays.asList(-1L, null, 2L, List.of(3L)),
                        "/s/0 out_of_range: " + share + ", not -1",
                        "/s/1 wrong_type: " + share,
                        "/s/3 wrong_type: " + share),
                reads(VECTORS, List.of(), List.of(List.of())),
                reads(VECTORS, List.of(1L, 2L), List.of(List.of(1.0, 2.0))),
                reads(VECTORS, List.of(List.of(1L), List.of(2L)), List.of(List.of(1.0), List.of(2.0))),
                reads(VECTORS, List.of(List.of(), List.of()), List.of(List.of(), List.of())),
                refuses(VECTORS, 1L, "/s wrong_type: must be a list of numbers"),
                refuses(VECTORS, List.of(1L, List.of(2L)), "/s/1 wrong_type: must be a number"),
                refuses(
                        VECTORS,
                        Arrays.asList(List.of(1L, "2"), 3L, null),
                        "/s/0/1 wrong_type: must be a number",
                        "/s/1 wrong_type: must be a list of numbers",
                        "/s/2 wrong_type: must be a list of numbers"));
    }

    static Stream<Case> objects() {
        return Stream.of(
                reads(BY_NAME, Map.of(), Map.of()),
                reads(BY_NAME, object("a", 1L, "", 0.5), Map.of("a", 1.0, "", 0.5)),
                reads(BY_NAME, object("a", null, "b", 2L), Map.of("b", 2.0)),
                refuses(
                        BY_NAME,
                        List.of(1L),
                        "/s wrong_type: must be an object with, under each name, a number at least 0"),
                reads(EXPLANATION, Map.of(), Map.of()),
                reads(EXPLANATION, Map.of("epochs", "all that were needed", "other", 1L), Map.of()),
                refuses(EXPLANATION, "text", "/s wrong_type: must be an object with a text for each setting"),
                refuses(APART, List.of(), "/s wrong_type: must be an object with rows"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListOfNumbersIsReadWholeOrEachWrongOneIsToldAtItsPlace(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("valuesPerOutput")
    void aValueStandsForOneOutputAndAListForOneEach(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void anObjectUnderAnyNamesIsRead(Case row) {
        row.check();
    }

    @Test
    void everyWrongNumberUnderANameIsToldAtThatName() {
        Case row = refuses(
                BY_NAME,
                object("a/b", -1L, "fine", 1L, "~", "2"),
                "/s/a~1b out_of_range: must be a number at least 0, not -1",
                "/s/~0 wrong_type: must be a number at least 0");

        row.checkMistakes();
    }

    @Test
    void numbersKeepTheOrderOfTheirNames() {
        Object read = BY_NAME.read(object("z", 1L, "a", 2L, "m", 3L), "", new Mistakes());

        assertThat(read).hasToString("{z=1.0, a=2.0, m=3.0}");
    }

    @Test
    void oneOutputIsWrittenWithoutAList() {
        assertThat(SHARES.write(List.of(0.5))).isEqualTo(0.5);
        assertThat(SHARES.write(List.of(0.5, 1.0))).isEqualTo(List.of(0.5, 1.0));
        assertThat(VECTORS.write(List.of(List.of(1.0, 2.0)))).isEqualTo(List.of(1.0, 2.0));
    }

    @Test
    void whatIsReadApartPassesAsItIsAndIsNotWrittenHere() {
        Map<String, Integer> rows = Map.of("x", 1);

        assertThat(APART.read(rows, "", new Mistakes())).isSameAs(rows);
        assertThatThrownBy(() -> APART.write(rows)).isInstanceOf(UnsupportedOperationException.class);
    }
}
