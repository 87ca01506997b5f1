package io.descent.optimize.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrowingQrTest {

    private static final int SIZE = 12;

    private static double[] unit(Random random) {
        double[] column = random.doubles(SIZE, -1, 1).toArray();
        double norm = Math.sqrt(Arrays.stream(column).map(v -> v * v).sum());
        return Arrays.stream(column).map(v -> v / norm).toArray();
    }

    @Test
    void whateverCameAndWentItIsAsIfMadeOfTheColumnsThatAreLeft() {
        Random random = new Random(1);
        GrowingQr qr = new GrowingQr(SIZE);
        List<double[]> columns = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            if (columns.size() == SIZE || (!columns.isEmpty() && random.nextInt(5) < 2)) {
                int gone = random.nextInt(columns.size());
                columns.remove(gone);
                qr.remove(gone);
            } else {
                columns.add(unit(random));
                assertThat(qr.add(columns.getLast())).isTrue();
            }
        }
        GrowingQr fresh = new GrowingQr(SIZE);
        columns.forEach(fresh::add);
        double[] vector = unit(random);

        assertThat(qr.count()).isEqualTo(columns.size()).isPositive();
        assertThat(qr.factors(vector)).containsExactly(fresh.factors(vector), within(1e-10));
        assertThat(qr.rest(vector)).containsExactly(fresh.rest(vector), within(1e-12));
    }

    @Test
    void aColumnThatDependsOnOthersIsNotTaken() {
        Random random = new Random(2);
        GrowingQr qr = new GrowingQr(SIZE);
        double[] one = unit(random);
        double[] other = unit(random);
        double[] sum = new double[SIZE];
        Arrays.setAll(sum, i -> (one[i] + other[i]) / 2);

        assertThat(qr.add(one)).isTrue();
        assertThat(qr.add(other)).isTrue();
        assertThat(qr.add(sum)).isFalse();
        assertThat(qr.count()).isEqualTo(2);
        assertThat(qr.factors(sum)).containsExactly(new double[] {0.5, 0.5}, within(1e-14));
    }
}
