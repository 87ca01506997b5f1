package io.descent.data.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.Column;
import io.descent.data.SparseRows;
import io.descent.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Encodings against scikit-learn 1.2.1: {@code OneHotEncoder(handle_unknown="infrequent_if_exist", …)} fitted to
 * {@link #CITIES} and applied to {@link #OTHERS}, {@code SimpleImputer(strategy=…)}, and
 * {@code FeatureHasher(n, input_type="string")} of {@code "user=" + level}.
 */
class EncodingTest {

    private static final Column CITIES =
            Column.Texts.of(List.of("Paris", "Rome", "Paris", "Oslo", "Rome", "Paris", "Lima", "Oslo"));
    private static final Column OTHERS = Column.Texts.of(List.of("Oslo", "Tokyo", "Paris", "Lima"));

    private final Heard heard = new Heard();

    private static Table table(String name, Column column) {
        return new Table(new LinkedHashMap<>(Map.of(name, column)));
    }

    private static EncodingSpec spec(@Nullable Integer most, double least, EncodingSpec.@Nullable Drop drop) {
        return new EncodingSpec(
                Map.of(),
                Missing.ERROR,
                Map.of(),
                false,
                most,
                least,
                EncodingSpec.Unknown.IGNORE,
                drop,
                Map.of(),
                EncodingSpec.Dates.ERROR,
                Map.of());
    }

    private static EncodingSpec missing(Missing missing, boolean indicator) {
        return new EncodingSpec(
                Map.of(),
                missing,
                Map.of(),
                indicator,
                null,
                1,
                EncodingSpec.Unknown.IGNORE,
                null,
                Map.of(),
                EncodingSpec.Dates.SECONDS,
                Map.of());
    }

    private static EncodingSpec as(ColumnType type, EncodingSpec.Dates dates) {
        return new EncodingSpec(
                Map.of("c", type),
                Missing.ERROR,
                Map.of(),
                false,
                null,
                1,
                EncodingSpec.Unknown.IGNORE,
                null,
                Map.of(),
                dates,
                Map.of());
    }

    private Encoding learn(EncodingSpec spec, Table table) {
        return Encoding.learn(spec, table, null, heard);
    }

    private double[][] rows(Encoding encoding, Table table) {
        int d = (int) encoding.width();
        double[][] rows = new double[table.rows()][d];
        switch (encoding.apply(table, heard)) {
            case EncodedRows.Dense(double[] values) ->
                Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * d, (i + 1) * d));
            case EncodedRows.Mapped _ -> throw new AssertionError("the table is in memory");
            case EncodedRows.Sparse(SparseRows sparse) -> {
                for (int i = 0; i < rows.length; i++) {
                    for (int p = sparse.offsets()[i]; p < sparse.offsets()[i + 1]; p++) {
                        rows[i][sparse.indices()[p]] = sparse.values()[p];
                    }
                }
            }
        }
        return rows;
    }

    static Stream<Arguments> oneHot() {
        EncodingSpec.Drop first = EncodingSpec.Drop.FIRST;
        EncodingSpec.Drop binary = EncodingSpec.Drop.IF_BINARY;
        return Stream.of(
                Arguments.of(spec(null, 1, null), "Lima Oslo Paris Rome", "0100 0000 0010 1000"),
                Arguments.of(spec(null, 1, first), "Oslo Paris Rome", "100 000 010 000"),
                Arguments.of(spec(null, 2, null), "Oslo Paris Rome (infrequent)", "1000 0001 0100 0001"),
                Arguments.of(spec(null, 3, null), "Paris (infrequent)", "01 01 10 01"),
                Arguments.of(spec(null, 0.25, null), "Oslo Paris Rome (infrequent)", "1000 0001 0100 0001"),
                Arguments.of(spec(null, 0.3, null), "Paris (infrequent)", "01 01 10 01"),
                Arguments.of(spec(2, 1, null), "Paris (infrequent)", "01 01 10 01"),
                Arguments.of(spec(3, 1, null), "Paris Rome (infrequent)", "001 001 100 001"),
                Arguments.of(spec(4, 1, null), "Oslo Paris Rome (infrequent)", "1000 0001 0100 0001"),
                Arguments.of(spec(5, 1, null), "Lima Oslo Paris Rome", "0100 0000 0010 1000"),
                Arguments.of(spec(3, 2, null), "Paris Rome (infrequent)", "001 001 100 001"),
                Arguments.of(spec(2, 1, binary), "(infrequent)", "1 1 0 1"),
                Arguments.of(spec(3, 1, binary), "Paris Rome (infrequent)", "001 001 100 001"),
                Arguments.of(spec(null, 4, null), "(infrequent)", "1 1 1 1"),
                Arguments.of(spec(null, 3, first), "(infrequent)", "1 1 0 1"));
    }

    @ParameterizedTest
    @MethodSource("oneHot")
    void categoriesAreEncodedAsByScikitLearn(EncodingSpec spec, String levels, String rows) {
        Encoding encoding = learn(spec, table("city", CITIES));

        assertThat(encoding.features())
                .isEqualTo(Stream.of(levels.split(" ")).map("city="::concat).toList());
        assertThat(Arrays.stream(rows(encoding, table("city", OTHERS)))
                        .map(row -> Arrays.stream(row)
                                .mapToObj(x -> x == 1 ? "1" : "0")
                                .reduce("", String::concat)))
                .containsExactly(rows.split(" "));
        assertThat(heard.told).containsExactly("unknown city 1 Tokyo");
    }

    @Test
    void aCategoryOfRareLevelsAloneHasNoFeatureWhereTheFirstIsDropped() {
        assertThat(learn(spec(null, 4, EncodingSpec.Drop.FIRST), table("city", CITIES))
                        .width())
                .isZero();
        assertThat(learn(spec(1, 1, null), table("city", CITIES)).features()).containsExactly("city=(infrequent)");
    }

    @ParameterizedTest
    @CsvSource({"MEAN, 3.2", "MEDIAN, 3", "MOST_FREQUENT, 1.5", "CONSTANT, 0"})
    void numbersAreFilledAsByScikitLearn(Missing missing, double fill) {
        Column column = new Column.Numbers(new double[] {3, Double.NaN, 1.5, 3, 7, 1.5, Double.NaN});

        Encoding encoding = learn(missing(missing, true), table("age", column));

        assertThat(encoding.features()).containsExactly("age", "age=missing");
        double[][] rows = rows(encoding, table("age", column));
        assertThat(rows[1][0]).isCloseTo(fill, within(1e-15));
        assertThat(rows[1][1]).isEqualTo(1);
        assertThat(rows[2]).containsExactly(1.5, 0);
        assertThat(heard.told).isEmpty();
    }

    @Test
    void valuesOfTheEndsOfTheRangeHaveAMeanAndAMedian() {
        double[] huge = {1.7e308, 1.7e308, 1.6e308, 1.7e308};

        assertThat(Learning.mean(huge)).isCloseTo(1.675e308, within(1e294));
        assertThat(Learning.median(huge)).isEqualTo(1.7e308);
    }

    @Test
    void theMostFrequentLevelIsTheSmallestOfSeveral() {
        Column column = Column.Texts.of(Arrays.asList("b", null, "a", "a", "b"));

        Encoding encoding = learn(missing(Missing.MOST_FREQUENT, false), table("t", column));

        assertThat(rows(encoding, table("t", column))[1]).containsExactly(1, 0);
    }

    @Test
    void missingValuesOfACategoryAreALevelOfTheirOwnUnderConstant() {
        Column column = Column.Texts.of(Arrays.asList("b", null, "a"));

        Encoding encoding = learn(missing(Missing.CONSTANT, true), table("t", column));

        assertThat(encoding.features()).containsExactly("t=a", "t=b", "t=(missing)");
        assertThat(rows(encoding, table("t", column))[1]).containsExactly(0, 0, 1);
    }

    @Test
    void aMissingValueThatTrainingHasNotSeenIsAnUnknownLevelUnderConstant() {
        Encoding encoding = learn(missing(Missing.CONSTANT, false), table("t", Column.Texts.of(List.of("a", "b"))));

        double[][] rows = rows(encoding, table("t", Column.Texts.of(Arrays.asList("a", null))));

        assertThat(rows[1]).containsExactly(0, 0);
        assertThat(heard.told).containsExactly("unknown t 1 (missing)");
    }

    @Test
    void withoutAFillMissingValuesAreReported() {
        Column column = new Column.Numbers(new double[] {1, Double.NaN, 3});

        rows(learn(EncodingSpec.DEFAULT, table("age", column)), table("age", column));

        assertThat(heard.told).containsExactly("missing age 1");
    }

    @Test
    void aCategoryWithMissingValuesHasNoMean() {
        learn(missing(Missing.MEAN, false), table("t", Column.Texts.of(Arrays.asList("b", null))));

        assertThat(heard.told).singleElement().asString().startsWith("impossible t is a category");
    }

    @ParameterizedTest
    @CsvSource({
        "8, ann, 3, 1",
        "8, bob, 1, 1",
        "8, é, 6, 1",
        "8, carol, 4, 1",
        "8, x1, 1, -1",
        "8, 漢字, 0, 1",
        "8, '', 7, 1",
        "8, u999, 0, -1",
        "1000, ann, 899, 1",
        "1000, bob, 1, 1",
        "1000, é, 326, 1",
        "1000, x1, 993, -1",
        "1000, 漢字, 392, 1",
        "1000, u999, 304, -1"
    })
    void levelsAreHashedAsByScikitLearn(int width, String level, int index, int sign) {
        EncodingSpec spec = new EncodingSpec(
                Map.of(),
                Missing.ERROR,
                Map.of(),
                false,
                null,
                1,
                EncodingSpec.Unknown.IGNORE,
                null,
                Map.of("user", width),
                EncodingSpec.Dates.ERROR,
                Map.of());
        Table table = table("user", Column.Texts.of(List.of(level, "another")));

        double[][] rows = rows(learn(spec, table), table);

        assertThat(rows[0][index]).isEqualTo(sign);
        assertThat(Arrays.stream(rows[0]).map(Math::abs).sum()).isEqualTo(1);
    }

    @Test
    void numbersThatAreTakenForCategoriesHaveTheirShortestTexts() {
        Column zip = new Column.Numbers(new double[] {10115, 0.5, -0.0, 10115});

        assertThat(learn(as(ColumnType.CATEGORY, EncodingSpec.Dates.ERROR), table("c", zip))
                        .features())
                .containsExactly("c=0", "c=0.5", "c=10115");
    }

    @Test
    void textsThatAreTakenForNumbersAreReadOrReported() {
        Table table = table("c", Column.Texts.of(Arrays.asList(" 1.5 ", "n/a", "-2e3", "NaN", "0x1", null, "1e999")));
        EncodingSpec spec = as(ColumnType.NUMBER, EncodingSpec.Dates.ERROR);

        Column typed = Encoding.typed(spec, "c", table, heard);

        assertThat(IntStream.range(0, 7).mapToObj(typed::value))
                .containsExactly(1.5, null, -2000.0, null, null, null, null);
        assertThat(heard.told)
                .containsExactly(
                        "unreadable c 1 NUMBER n/a",
                        "unreadable c 3 NUMBER NaN",
                        "unreadable c 4 NUMBER 0x1",
                        "unreadable c 6 NUMBER 1e999");
    }

    @Test
    void booleansAreOneFeature() {
        Column flags = Column.Booleans.of(List.of(true, false, true));

        Encoding encoding = learn(EncodingSpec.DEFAULT, table("c", flags));

        assertThat(encoding.features()).containsExactly("c");
        assertThat(rows(encoding, table("c", flags))).isDeepEqualTo(new double[][] {{1}, {0}, {1}});
    }

    @Test
    void datesBecomeSecondsOrPartsInUtc() {
        // 2024-05-31 was a Friday
        Table table =
                table("c", Column.Texts.of(List.of("2024-05-31", "2024-05-31T13:30:00+02:00", "1969-12-31 23:59")));
        EncodingSpec seconds = as(ColumnType.DATE, EncodingSpec.Dates.SECONDS);
        EncodingSpec parts = as(ColumnType.DATE, EncodingSpec.Dates.PARTS);

        assertThat(rows(learn(seconds, table), table))
                .isDeepEqualTo(new double[][] {{1717113600}, {1717155000}, {-60}});
        Encoding encoding = learn(parts, table);
        assertThat(encoding.features()).containsExactly("c=year", "c=month", "c=day_of_week", "c=hour");
        assertThat(rows(encoding, table))
                .isDeepEqualTo(new double[][] {{2024, 5, 4, 0}, {2024, 5, 4, 11}, {1969, 12, 2, 23}});
        assertThat(heard.told).isEmpty();
    }

    @Test
    void datesAreRefusedUnlessSomethingIsToBecomeOfThem() {
        learn(EncodingSpec.DEFAULT, table("c", new Column.Dates(new double[] {0, 1})));

        assertThat(heard.told).singleElement().asString().contains("encoding.dates");
    }

    @Test
    void aWideEncodingThatIsMostlyZeroIsSparseAndTheSame() {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put(
                "level",
                Column.Texts.of(IntStream.range(0, 200)
                        .mapToObj(i -> "l" + (i * 7) % 80)
                        .toList()));
        columns.put(
                "x", new Column.Numbers(IntStream.range(0, 200).asDoubleStream().toArray()));
        Table table = new Table(columns);

        Encoding sparse = learn(EncodingSpec.DEFAULT, table);
        Encoding dense = new Encoding(sparse.columns(), false);

        assertThat(sparse.sparse()).isTrue();
        assertThat(sparse.apply(table, heard)).isInstanceOf(EncodedRows.Sparse.class);
        assertThat(rows(sparse, table)).isDeepEqualTo(rows(dense, table));
        assertThat(learn(spec(20, 1, null), table).sparse()).isFalse();
    }

    @Test
    void featuresOfOneNameAreFound() {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("city", Column.Texts.of(List.of("Paris", "Rome")));
        columns.put("city=Paris", new Column.Numbers(new double[] {1, 2}));

        assertThat(learn(EncodingSpec.DEFAULT, new Table(columns)).clash()).isEqualTo("city=Paris");
        assertThat(learn(EncodingSpec.DEFAULT, table("city", CITIES)).clash()).isNull();
    }

    /** Keeps what was reported. */
    private static final class Heard implements EncodingReport {

        private final List<String> told = new ArrayList<>();

        @Override
        public void unreadable(String column, int row, ColumnType type, Object value) {
            told.add("unreadable " + column + " " + row + " " + type + " " + value);
        }

        @Override
        public void missing(String column, int row) {
            told.add("missing " + column + " " + row);
        }

        @Override
        public void unknown(String column, int row, String level) {
            told.add("unknown " + column + " " + row + " " + level);
        }

        @Override
        public void impossible(String column, String detail) {
            told.add("impossible " + column + " " + detail);
        }
    }
}
