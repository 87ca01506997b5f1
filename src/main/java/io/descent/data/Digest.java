package io.descent.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of a dataset's content: shape, names, features, targets and weights, numbers as little-endian doubles. Sparse
 * features are told as they are stored, and the columns of a table as they were given, each behind a mark that no dense
 * dataset begins with.
 */
public final class Digest {

    private static final int CHUNK = 1024;
    private static final int SPARSE = -1;
    private static final int TABLE = -2;

    private final MessageDigest sha256;

    private Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** Returns the digest in hexadecimal. */
    public static String of(Dataset data) {
        Digest digest = new Digest();
        if (data instanceof SparseDataset) {
            digest.add(SPARSE);
        }
        digest.add(data.rows());
        digest.add(data.features());
        for (String name : data.featureNames()) {
            digest.add(name);
        }
        switch (data) {
            case DenseRows dense -> digest.add(dense);
            case SparseDataset sparse -> digest.add(sparse.matrix());
        }
        digest.add(data.targets());
        double[] weights = data.weights();
        if (weights != null) {
            digest.add(weights);
        }
        return HexFormat.of().formatHex(digest.sha256.digest());
    }

    /** Returns that of a table of features with their target, in hexadecimal. */
    public static String of(TableSource features, Column target, double @Nullable [] weights) {
        Digest digest = new Digest();
        digest.add(TABLE);
        digest.add(features.rows());
        digest.add(features.names().size());
        for (String name : features.names()) {
            digest.add(name);
            digest.add(features.column(name));
        }
        digest.add(target);
        if (weights != null) {
            digest.add(weights);
        }
        return HexFormat.of().formatHex(digest.sha256.digest());
    }

    private void add(Column column) {
        switch (column) {
            case Column.Numbers(double[] values) -> {
                add(0);
                add(values);
            }
            case Column.Dates(double[] seconds) -> {
                add(1);
                add(seconds);
            }
            case Column.Texts(int[] codes, List<String> levels) -> {
                add(2);
                add(levels.size());
                levels.forEach(this::add);
                add(codes);
            }
            case Column.Booleans(byte[] values) -> {
                add(3);
                sha256.update(values);
            }
        }
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        sha256.update(bytes);
    }

    private void add(DenseRows data) {
        RowReader rows = data.reader();
        int d = data.features();
        for (int row = 0, count; row < data.rows(); row += count) {
            count = rows.load(row, data.rows() - row);
            add(rows.values(), rows.at(row), count * d);
        }
    }

    private void add(SparseRows matrix) {
        add(matrix.stored());
        add(matrix.offsets());
        add(matrix.indices());
        add(matrix.values());
    }

    private void add(int[] numbers) {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < numbers.length; from += CHUNK) {
            int count = Math.min(CHUNK, numbers.length - from);
            chunk.clear();
            chunk.asIntBuffer().put(numbers, from, count);
            sha256.update(chunk.array(), 0, count * Integer.BYTES);
        }
    }

    private void add(int number) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array());
    }

    private void add(double[] numbers) {
        add(numbers, 0, numbers.length);
    }

    private void add(double[] numbers, int first, int length) {
        ByteBuffer chunk =
                ByteBuffer.allocate(Math.min(length, CHUNK) * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < length; from += CHUNK) {
            int count = Math.min(CHUNK, length - from);
            chunk.clear();
            chunk.asDoubleBuffer().put(numbers, first + from, count);
            sha256.update(chunk.array(), 0, count * Double.BYTES);
        }
    }
}
