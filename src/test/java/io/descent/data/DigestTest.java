package io.descent.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DigestTest {

    private static final double[] VALUES = {1, 2, 3, 4, 5, 6};
    private static final List<String> NAMES = List.of("a", "b");
    private static final double[] TARGETS = {1, 0, 1};

    @Test
    void everyPartCounts() {
        Stream<DenseDataset> datasets = Stream.of(
                TestData.dataset(VALUES, NAMES, TARGETS),
                TestData.dataset(VALUES, NAMES, TARGETS, new double[] {1, 1, 2}),
                TestData.dataset(VALUES, NAMES, TARGETS, new double[] {1, 2, 1}),
                TestData.dataset(VALUES, NAMES, new double[] {1, 0, 0}),
                TestData.dataset(VALUES, List.of("a", "c"), TARGETS),
                TestData.dataset(VALUES, List.of("", "ab"), TARGETS),
                TestData.dataset(VALUES, List.of("ab", ""), TARGETS),
                TestData.dataset(VALUES, List.of("a", "b", "c"), new double[] {1, 0}),
                TestData.dataset(new double[] {1, 2, 3, 4, 5, Math.nextUp(6)}, NAMES, TARGETS),
                TestData.dataset(new double[] {2, 1, 3, 4, 5, 6}, NAMES, TARGETS));

        assertThat(datasets.map(Digest::of)).doesNotHaveDuplicates();
    }

    @Test
    void equalContentHasEqualDigests() {
        assertThat(Digest.of(TestData.dataset(VALUES.clone(), NAMES, TARGETS.clone())))
                .isEqualTo(Digest.of(TestData.dataset(VALUES, NAMES, TARGETS)));
    }

    /** More numbers than are digested at a time. */
    @Test
    void itIsTheSha256OfTheDocumentedBytes() throws Exception {
        int n = 1500;
        double[] values = IntStream.range(0, 2 * n).mapToDouble(Math::sqrt).toArray();
        double[] targets = IntStream.range(0, n).mapToDouble(Math::log1p).toArray();
        double[] weights = IntStream.range(0, n).mapToDouble(i -> i).toArray();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(littleEndian(n));
        bytes.write(littleEndian(2));
        bytes.write(littleEndian(1));
        bytes.write('a');
        bytes.write(littleEndian(2));
        bytes.write(new byte[] {(byte) 0xc3, (byte) 0xa9});
        for (double[] part : List.of(values, targets, weights)) {
            ByteBuffer buffer = ByteBuffer.allocate(part.length * 8).order(ByteOrder.LITTLE_ENDIAN);
            Arrays.stream(part).forEach(buffer::putDouble);
            bytes.write(buffer.array());
        }
        String expected =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));

        assertThat(Digest.of(TestData.dataset(values, List.of("a", "é"), targets, weights)))
                .isEqualTo(expected);
    }

    private static byte[] littleEndian(int number) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }
}
