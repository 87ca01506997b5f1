package io.descent.schema;

import static io.descent.schema.Case.reads;
import static io.descent.schema.Case.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NumberTest {

    private static final Real ANY = Real.any();
    private static final Real FROM_0 = Real.from(0);
    private static final Real ABOVE_0 = Real.above(0);
    private static final Real CLOSED = new Real(0, true, 1, true);
    private static final Real OPEN = new Real(0, false, 1, false);

    private static final Whole DIGIT = new Whole(0, 9);
    private static final Whole FROM_1 = new Whole(1, Long.MAX_VALUE);
    private static final Whole BITS_64 = new Whole(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final Domain<Integer> BITS_32 = Domain.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);

    private static final String NOT_FINITE = "; this one is too large for a double";

    /** An odd number, to tell of a number that only the maker refuses. */
    record Odd(long value) {
        Odd {
            if (value % 2 == 0) {
                throw new IllegalArgumentException("must be odd");
            }
        }
    }

    private static final Mapped<Long, Odd> ODD = new Mapped<>(DIGIT, Odd.class, Odd::new, Odd::value);

    static Stream<Case> finiteNumbers() {
        return Stream.of(
                reads(ANY, 7L, 7.0),
                reads(ANY, -0.5, -0.5),
                reads(ANY, Double.MAX_VALUE, Double.MAX_VALUE),
                reads(ANY, -Double.MAX_VALUE, -Double.MAX_VALUE),
                reads(ANY, Double.MIN_VALUE, Double.MIN_VALUE),
                reads(ANY, (1L << 53) + 1, 0x1p53),
                reads(ANY, Long.MIN_VALUE, -0x1p63),
                refuses(ANY, Double.POSITIVE_INFINITY, "/s not_finite: must be a number" + NOT_FINITE),
                refuses(ANY, Double.NEGATIVE_INFINITY, "/s not_finite: must be a number" + NOT_FINITE),
                refuses(FROM_0, Double.POSITIVE_INFINITY, "/s not_finite: must be a number at least 0" + NOT_FINITE),
                refuses(FROM_0, Double.NEGATIVE_INFINITY, "/s not_finite: must be a number at least 0" + NOT_FINITE));
    }

    static Stream<Case> bounds() {
        return Stream.of(
                reads(FROM_0, 0L, 0.0),
                reads(FROM_0, -0.0, -0.0),
                refuses(FROM_0, -1L, "/s out_of_range: must be a number at least 0, not -1"),
                refuses(FROM_0, -Double.MIN_VALUE, "/s out_of_range: must be a number at least 0, not -4.9E-324"),
                reads(ABOVE_0, Double.MIN_VALUE, Double.MIN_VALUE),
                refuses(ABOVE_0, 0L, "/s out_of_range: must be a number greater than 0, not 0"),
                refuses(ABOVE_0, 0.0, "/s out_of_range: must be a number greater than 0, not 0.0"),
                refuses(ABOVE_0, -0.0, "/s out_of_range: must be a number greater than 0, not -0.0"),
                reads(CLOSED, 0.0, 0.0),
                reads(CLOSED, 1L, 1.0),
                refuses(
                        CLOSED,
                        Math.nextUp(1.0),
                        "/s out_of_range: must be a number at least 0 and at most 1, not 1.0000000000000002"),
                reads(OPEN, Math.nextDown(1.0), Math.nextDown(1.0)),
                refuses(OPEN, 1L, "/s out_of_range: must be a number greater than 0 and less than 1, not 1"),
                refuses(OPEN, 0L, "/s out_of_range: must be a number greater than 0 and less than 1, not 0"));
    }

    static Stream<Case> wholeNumbers() {
        return Stream.of(
                reads(DIGIT, 0L, 0L),
                reads(DIGIT, 9L, 9L),
                reads(DIGIT, 9.0, 9L),
                reads(DIGIT, -0.0, 0L),
                refuses(DIGIT, -1L, "/s out_of_range: must be a whole number from 0 to 9, not -1"),
                refuses(DIGIT, 10L, "/s out_of_range: must be a whole number from 0 to 9, not 10"),
                refuses(DIGIT, 1e3, "/s out_of_range: must be a whole number from 0 to 9, not 1000"),
                refuses(DIGIT, 8.5, "/s out_of_range: must be a whole number from 0 to 9"),
                refuses(DIGIT, Double.NaN, "/s out_of_range: must be a whole number from 0 to 9"),
                reads(FROM_1, 1e3, 1000L),
                reads(FROM_1, Long.MAX_VALUE, Long.MAX_VALUE),
                refuses(FROM_1, 0L, "/s out_of_range: must be a whole number of at least 1, not 0"),
                reads(BITS_64, Long.MIN_VALUE, Long.MIN_VALUE),
                reads(BITS_64, (1L << 53) + 1, (1L << 53) + 1),
                reads(BITS_64, 0x1p53, 1L << 53),
                reads(BITS_64, Math.nextDown(0x1p63), Long.MAX_VALUE - 1023),
                refuses(BITS_64, 0x1p63, "/s out_of_range: must be a whole number of 64 bits"),
                refuses(BITS_64, 1e300, "/s out_of_range: must be a whole number of 64 bits"),
                refuses(BITS_64, Double.POSITIVE_INFINITY, "/s out_of_range: must be a whole number of 64 bits"));
    }

    static Stream<Case> otherTypesOfNumbers() {
        String bits32 = "/s out_of_range: must be a whole number of at least -2147483648, not ";
        return Stream.of(
                reads(BITS_32, (long) Integer.MAX_VALUE, Integer.MAX_VALUE),
                reads(BITS_32, (long) Integer.MIN_VALUE, Integer.MIN_VALUE),
                reads(BITS_32, 1e3, 1000),
                refuses(BITS_32, 1L << 31, bits32 + "2147483648"),
                refuses(BITS_32, -0x1p31 - 1, bits32 + "-2147483649"),
                refuses(BITS_32, 1L << 32, bits32 + "4294967296"),
                reads(ODD, 9L, new Odd(9)),
                refuses(ODD, 8L, "/s out_of_range: must be odd"),
                refuses(ODD, 11L, "/s out_of_range: must be a whole number from 0 to 9, not 11"),
                refuses(ODD, "9", "/s wrong_type: must be a whole number from 0 to 9"));
    }

    @ParameterizedTest
    @MethodSource("finiteNumbers")
    void anyFiniteNumberIsReadAsADoubleAndNoOther(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void aBoundIsKeptToTheLastBit(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("wholeNumbers")
    void aWholeNumberMayBeWrittenAsADecimal(Case row) {
        row.check();
    }

    @ParameterizedTest
    @MethodSource("otherTypesOfNumbers")
    void aMappedNumberKeepsTheBoundsOfItsBaseAndAddsThoseOfItsType(Case row) {
        row.check();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "-3, -3",
        "0.5, 0.5",
        "1e-6, 1e-6",
        "1.5e-7, 1.5e-7",
        "999999999999999, 999999999999999",
        "1e15, 1e15",
        "-1e300, -1e300",
        "1.05e20, 1.05e20"
    })
    void aBoundIsWrittenAsOneWould(double number, String plain) {
        assertThat(Real.plain(number)).isEqualTo(plain);
    }
}
