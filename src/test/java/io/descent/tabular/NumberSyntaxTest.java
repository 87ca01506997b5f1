package io.descent.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberSyntaxTest {

    private final NumberSyntax syntax = new NumberSyntax();

    private void requireBitsOfParseDouble(String text) {
        syntax.kind(text.toCharArray(), 0, text.length());
        assertThat(Double.doubleToRawLongBits(syntax.point()))
                .as(text)
                .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }

    @Test
    void numbersOfAnyLengthHaveTheBitsOfParseDouble() {
        Random random = new Random(11);
        for (int i = 0; i < 300_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
            int digits = 1 + random.nextInt(20);
            int decimals = random.nextInt(digits + 1);
            for (int k = 0; k < digits; k++) {
                text.append(k == digits - decimals ? "." : "").append((char) ('0' + random.nextInt(10)));
            }
            requireBitsOfParseDouble(text.toString());
        }
    }

    @Test
    void shortestTextsOfDoublesAreReadBack() {
        Random random = new Random(12);
        for (int i = 0; i < 300_000; i++) {
            requireBitsOfParseDouble(Double.toString(random.nextGaussian()));
        }
    }

    @Test
    void theMiddleOfTwoDoublesAndItsNeighboursAreRoundedRight() {
        Random random = new Random(13);
        for (int i = 0; i < 100_000; i++) {
            double low = random.nextDouble() * Math.pow(10, random.nextInt(17));
            BigDecimal middle =
                    new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.TWO);
            for (int precision = 16; precision <= 18; precision++) {
                for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
                    requireBitsOfParseDouble(
                            middle.round(new MathContext(precision, mode)).toPlainString());
                }
            }
            requireBitsOfParseDouble(new BigDecimal(Math.scalb(1.0, random.nextInt(59)))
                    .subtract(new BigDecimal(BigDecimal.ONE.unscaledValue(), random.nextInt(3)))
                    .toPlainString());
        }
    }
}
