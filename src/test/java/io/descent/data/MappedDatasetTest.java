package io.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappedDatasetTest {

    private static final int ROWS = 1000;
    private static final int FEATURES = 20;

    @TempDir
    Path folder;

    private DenseDataset dense;
    private Mapped mapped;

    @BeforeEach
    void write() {
        dense = random(ROWS, FEATURES);
        mapped = Mapped.of(dense, folder);
    }

    @AfterEach
    void close() {
        mapped.close();
    }

    private static DenseDataset random(int rows, int features) {
        Random random = new Random(3);
        return TestData.dataset(
                random.doubles((long) rows * features, -5, 9).toArray(),
                IntStream.range(0, features).mapToObj(j -> "x" + j).toList(),
                random.doubles(rows).toArray(),
                IntStream.range(0, rows).mapToDouble(i -> i % 3).toArray());
    }

    @Test
    void itsRowsAreThoseOfTheHeap() {
        assertRows(mapped.data(), dense);
    }

    @Test
    void someRowsOfSomeRowsAreThoseOfTheHeap() {
        int[] odd = IntStream.range(0, ROWS).filter(i -> i % 2 == 1).toArray();
        int[] backwards = IntStream.range(0, 100).map(i -> 4 * (99 - i)).toArray();

        assertRows(
                mapped.data().select(odd).select(backwards), dense.select(odd).select(backwards));
    }

    @Test
    void scaledRowsAreThoseOfTheHeap() {
        ParameterShape shape = new ParameterShape(FEATURES, 1, true);
        FeatureScaling scaling = FeatureScaling.standardize(dense, shape);

        assertThat(FeatureScaling.standardize(mapped.data(), shape))
                .usingRecursiveComparison()
                .isEqualTo(scaling);
        assertRows((DenseRows) scaling.apply(mapped.data()), (DenseDataset) scaling.apply(dense));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1e200})
    void featuresWhoseSquaresNoDoubleHoldsAreScaledAsInTheHeap(double magnitude) {
        double[] values = dense.values().clone();
        for (int i = 0; i < ROWS; i++) {
            values[i * FEATURES + 7] *= magnitude;
        }
        DenseDataset extreme = TestData.dataset(values, dense.featureNames(), dense.targets(), dense.weights());
        ParameterShape shape = new ParameterShape(FEATURES, 1, true);
        try (Mapped twin = Mapped.of(extreme, folder)) {
            assertThat(FeatureScaling.standardize(twin.data(), shape))
                    .usingRecursiveComparison()
                    .isEqualTo(FeatureScaling.standardize(extreme, shape));
            assertThat(Magnitudes.of(twin.data())).containsExactly(Magnitudes.of(extreme));
        }
    }

    @Test
    void itIsDigestedSplitAndProfiledAsInTheHeap() {
        Split split = Split.of(mapped.data(), 0.3, 0, 8);
        Split expected = Split.of(dense, 0.3, 0, 8);

        assertThat(Digest.of(mapped.data())).isEqualTo(Digest.of(dense));
        assertThat(Digest.of(split.training())).isEqualTo(Digest.of(expected.training()));
        assertThat(Digest.of(split.validation())).isEqualTo(Digest.of(expected.validation()));
        assertThat(FeatureProfile.of(mapped.data(), true))
                .usingRecursiveComparison()
                .isEqualTo(FeatureProfile.of(dense, true));
    }

    @Test
    void aCopyHasTheRowsAsTheyAreRead() {
        int[] some = IntStream.range(0, ROWS).filter(i -> i % 3 > 0).toArray();
        FeatureScaling scaling = FeatureScaling.standardize(dense, new ParameterShape(FEATURES, 1, true));
        DenseDataset expected = (DenseDataset) scaling.apply(dense.select(some));

        try (ReadyCopy copy =
                Objects.requireNonNull(ReadyCopy.of(scaling.apply(mapped.data().select(some)), () -> false))) {
            assertThat(copy.data().isReady()).isTrue();
            assertRows(copy.data(), expected);
            assertThat(Digest.of(copy.data())).isEqualTo(Digest.of(expected));
        }
    }

    @Test
    void nothingIsCopiedWithoutNeedNorAfterItWasAborted() {
        FeatureScaling scaling = FeatureScaling.standardize(dense, new ParameterShape(FEATURES, 1, true));

        assertThat(ReadyCopy.of(dense, () -> false)).isNull();
        assertThat(ReadyCopy.of(mapped.data(), () -> false)).isNull();
        assertThat(ReadyCopy.of(scaling.apply(mapped.data()), () -> true)).isNull();
    }

    @Test
    void aThreadForgetsTheDatasetsThatItHasRead() throws InterruptedException {
        WeakReference<double[]> targets = read();

        for (int i = 0; i < 100 && targets.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }

        assertThat(targets.get()).isNull();
    }

    private WeakReference<double[]> read() {
        MappedDataset other = mapped.data().select(IntStream.range(0, ROWS).toArray());
        assertThat(other.squaredNorm(3)).isEqualTo(dense.squaredNorm(3));
        return new WeakReference<>(other.targets());
    }

    @Test
    void otherWeightsLeaveTheFeaturesWhereTheyAre() {
        MappedDataset unweighted = mapped.data().withWeights(null);

        assertThat(unweighted.weights()).isNull();
        assertThat(unweighted.file()).isSameAs(mapped.file());
    }

    private static void assertRows(DenseRows actual, DenseDataset expected) {
        int d = expected.features();
        double[] vector = new Random(4).doubles(d + 2).toArray();
        assertThat(actual.targets()).containsExactly(expected.targets());
        assertThat(actual.weights()).containsExactly(expected.weights());
        // forwards by the window, then with gaps
        for (int step : new int[] {1, 7}) {
            for (int row = 0; row < expected.rows(); row += step) {
                double[] sum = new double[d + 2];
                double[] expectedSum = new double[d + 2];
                actual.axpy(0.3, row, sum, 1);
                expected.axpy(0.3, row, expectedSum, 1);
                assertThat(sum).containsExactly(expectedSum);
                assertThat(actual.dot(row, vector, 2)).isEqualTo(expected.dot(row, vector, 2));
                assertThat(actual.squaredNorm(row)).isEqualTo(expected.squaredNorm(row));
                assertThat(actual.value(row, d - 1)).isEqualTo(expected.value(row, d - 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10_000, 1 << 20})
    void dealtRowsComeInTheOrderThatWasGiven(long bucketBytes) {
        int[] order = new int[ROWS];
        try (DealtRows dealt = new DealtRows(mapped.data(), bucketBytes)) {
            for (int epoch = 1; epoch <= 3; epoch++) {
                RandomStream.of(5, RandomStream.Purpose.SHUFFLE, epoch).permutation(order);
                assertThat(dealt.deal(order, () -> false)).isTrue();
                double[] expected = new double[ROWS * FEATURES];
                mapped.data().copy(order, 0, ROWS, expected, 0);
                double[] tile = new double[64 * FEATURES];
                for (int from = 0; from < ROWS; from += 64) {
                    int count = Math.min(64, ROWS - from);
                    dealt.copy(order, from, count, tile, 0);
                    for (int i = 0; i < count * FEATURES; i++) {
                        assertThat(tile[i]).isEqualTo(expected[from * FEATURES + i]);
                    }
                }
            }
            assertThat(dealt.deal(order, () -> true)).isFalse();
        }
    }

    @Test
    void nothingIsLeftInTheFolderWhileFilesAreInUse() throws IOException {
        try (DealtRows dealt = new DealtRows(mapped.data());
                Stream<Path> files = Files.list(folder)) {
            assertThat(dealt).isNotNull();
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aClosedFileIsNotRead() {
        mapped.close();

        assertThatThrownBy(() -> mapped.data().value(0, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMatrixEndsWithAWholeRow() throws IOException {
        try (MatrixWriter writer = MatrixWriter.in(folder, 3)) {
            writer.append(new double[4], 0, 4);

            assertThat(writer.rows()).isEqualTo(1);
            assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aFileThatExistsIsMappedBeyondTwoGigabytes() throws IOException {
        int features = 100_000;
        int rows = 4000;
        Path path = folder.resolve("sparse");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength((long) rows * features * Double.BYTES);
            file.seek((long) (rows - 1) * features * Double.BYTES + 16);
            file.write(ByteBuffer.allocate(Double.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .putDouble(7.5)
                    .array());
        }
        List<String> names = IntStream.range(0, features).mapToObj(j -> "x" + j).toList();
        double[] ones = IntStream.range(0, features).mapToDouble(_ -> 1).toArray();
        try (MatrixFile file = MatrixFile.open(path, features)) {
            MappedDataset data = unweighted(file, names, new double[rows]);

            assertThat(file.bytes()).isEqualTo(3_200_000_000L);
            assertThat(data.value(rows - 1, 2)).isEqualTo(7.5);
            assertThat(data.dot(rows - 1, ones, 0)).isEqualTo(7.5);
            assertThat(data.dot(rows - 2, ones, 0)).isZero();
            assertThat(data.select(new int[] {0, rows - 1}).dot(1, ones, 0)).isEqualTo(7.5);
        }
        assertThat(path).exists();
        assertThatThrownBy(() -> MatrixFile.open(path, 100_001)).isInstanceOf(IOException.class);
    }

    // javac writes no type annotations on the parameters of a constructor that is read from a class file
    @SuppressWarnings("NullAway")
    private static MappedDataset unweighted(MatrixFile file, List<String> names, double[] targets) {
        return new MappedDataset(file, names, targets, null);
    }
}
