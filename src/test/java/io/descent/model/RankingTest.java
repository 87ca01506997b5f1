package io.descent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void theAreaIsTheShareOfPairsInTheRightOrder() {
        Random random = new Random(4);
        for (int n = 2; n < 60; n++) {
            double[] margins =
                    random.doubles(n).map(value -> Math.rint(value * 9) - 4).toArray();
            double[] y = random.ints(n, 0, 2).asDoubleStream().toArray();
            double pairs = 0;
            double won = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (y[i] == 1 && y[j] == 0) {
                        pairs++;
                        won += margins[i] > margins[j] ? 1 : margins[i] == margins[j] ? 0.5 : 0;
                    }
                }
            }
            assertThat(Ranking.of(margins, y, null).area()).isEqualTo(Double.valueOf(won / pairs));
        }
    }

    @Test
    void withoutWeightsItIsThatOfWeightsOfOne() {
        Random random = new Random(5);
        double[] margins =
                random.doubles(10_000).map(value -> value < 0.1 ? -0.0 : value).toArray();
        margins[7] = Double.NaN;
        margins[8] = Double.POSITIVE_INFINITY;
        double[] y = random.ints(10_000, 0, 2).asDoubleStream().toArray();
        double[] ones = new double[y.length];
        Arrays.fill(ones, 1);

        assertThat(Ranking.of(margins, y, null).area())
                .isEqualTo(Ranking.of(margins, y, ones).area());
    }
}
