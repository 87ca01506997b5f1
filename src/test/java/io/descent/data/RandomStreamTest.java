package io.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.data.RandomStream.Purpose;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {

    private static final int MANY = 200_000;

    @Test
    void theSameSeedPurposeAndEpochGiveTheSameNumbers() {
        assertThat(uniforms(42, Purpose.SHUFFLE, 7, 100)).containsExactly(uniforms(42, Purpose.SHUFFLE, 7, 100));
        assertThat(normals(42, Purpose.INIT, 0, 101)).containsExactly(normals(42, Purpose.INIT, 0, 101));
    }

    @Test
    void everySeedPurposeAndEpochHasNumbersOfItsOwn() {
        Set<Double> firsts = new HashSet<>();
        int streams = 0;
        for (long seed : new long[] {0, 1, 2, -1, 42, Long.MAX_VALUE, Long.MIN_VALUE}) {
            for (Purpose purpose : Purpose.values()) {
                for (int epoch = 0; epoch < 200; epoch++) {
                    firsts.add(RandomStream.of(seed, purpose, epoch).uniform(0, 1));
                    streams++;
                }
            }
        }

        assertThat(firsts).hasSize(streams);
    }

    @Test
    void aStreamWithoutEpochIsThatOfEpochZero() {
        RandomStream stream = RandomStream.of(5, Purpose.GENERATOR);

        assertThat(stream.uniform(0, 1)).isEqualTo(uniforms(5, Purpose.GENERATOR, 0, 1)[0]);
    }

    @Test
    void neighbouringEpochsAndSeedsAreUncorrelated() {
        double[] one = uniforms(3, Purpose.SHUFFLE, 10, 10_000);

        assertThat(correlation(one, uniforms(3, Purpose.SHUFFLE, 11, 10_000))).isCloseTo(0, within(0.04));
        assertThat(correlation(one, uniforms(4, Purpose.SHUFFLE, 10, 10_000))).isCloseTo(0, within(0.04));
        assertThat(correlation(one, uniforms(3, Purpose.INIT, 10, 10_000))).isCloseTo(0, within(0.04));
    }

    @Test
    void uniformNumbersHaveTheirRangeMeanAndVariance() {
        RandomStream random = RandomStream.of(1, Purpose.GENERATOR);
        double[] values =
                IntStream.range(0, MANY).mapToDouble(_ -> random.uniform(-2, 6)).toArray();

        assertThat(Arrays.stream(values)).allMatch(value -> value >= -2 && value < 6);
        assertThat(moment(values, 1, 0)).isCloseTo(2, within(0.03));
        assertThat(moment(values, 2, 2)).isCloseTo(64 / 12.0, within(0.05));
    }

    @Test
    void theEndOfAUniformRangeIsExcludedEvenWhereRoundingReachesIt() {
        RandomStream random = RandomStream.of(1, Purpose.GENERATOR);
        double low = 1;
        double high = Math.nextUp(low);

        assertThat(IntStream.range(0, 1000).mapToDouble(_ -> random.uniform(low, high)))
                .containsOnly(low);
    }

    @Test
    void normalDeviatesHaveTheMomentsOfTheNormalDistribution() {
        double[] values = normals(1, Purpose.GENERATOR, 0, MANY);

        assertThat(moment(values, 1, 0)).isCloseTo(0, within(0.01));
        assertThat(moment(values, 2, 0)).isCloseTo(1, within(0.015));
        assertThat(moment(values, 3, 0)).isCloseTo(0, within(0.03));
        assertThat(moment(values, 4, 0)).isCloseTo(3, within(0.1));
        double beyondTwo = Arrays.stream(values).filter(v -> Math.abs(v) > 2).count() / (double) MANY;
        assertThat(beyondTwo).isCloseTo(0.0455, within(0.002));
    }

    @Test
    void theTwoDeviatesOfAPairAreUncorrelated() {
        double[] values = normals(2, Purpose.GENERATOR, 0, MANY);
        double[] even =
                IntStream.range(0, MANY / 2).mapToDouble(i -> values[2 * i]).toArray();
        double[] odd =
                IntStream.range(0, MANY / 2).mapToDouble(i -> values[2 * i + 1]).toArray();

        assertThat(correlation(even, odd)).isCloseTo(0, within(0.013));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 1000})
    void aPermutationHoldsEveryNumberOnce(int length) {
        int[] order = new int[length];
        Arrays.fill(order, -7);

        RandomStream.of(9, Purpose.SHUFFLE, 3).permutation(order);

        assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, length).toArray());
    }

    /** Pearson's test over the 24 orders of four; 49.73 is exceeded by chance once in a thousand seeds. */
    @Test
    void allPermutationsAreEquallyLikely() {
        Map<String, Integer> seen = new HashMap<>();
        int draws = 24_000;
        for (int epoch = 0; epoch < draws; epoch++) {
            int[] order = new int[4];
            RandomStream.of(11, Purpose.SHUFFLE, epoch).permutation(order);
            seen.merge(Arrays.toString(order), 1, Integer::sum);
        }
        double expected = draws / 24.0;
        double chiSquare = seen.values().stream()
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();

        assertThat(seen).hasSize(24);
        assertThat(chiSquare).isLessThan(49.73);
    }

    private static double[] uniforms(long seed, Purpose purpose, int epoch, int count) {
        RandomStream random = RandomStream.of(seed, purpose, epoch);
        return IntStream.range(0, count).mapToDouble(_ -> random.uniform(0, 1)).toArray();
    }

    private static double[] normals(long seed, Purpose purpose, int epoch, int count) {
        RandomStream random = RandomStream.of(seed, purpose, epoch);
        return IntStream.range(0, count).mapToDouble(_ -> random.normal()).toArray();
    }

    private static double moment(double[] values, int power, double about) {
        return Arrays.stream(values)
                .map(v -> Math.pow(v - about, power))
                .average()
                .orElseThrow();
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = moment(a, 1, 0);
        double meanB = moment(b, 1, 0);
        double covariance = IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - meanA) * (b[i] - meanB))
                .average()
                .orElseThrow();
        return covariance / Math.sqrt(moment(a, 2, meanA) * moment(b, 2, meanB));
    }
}
