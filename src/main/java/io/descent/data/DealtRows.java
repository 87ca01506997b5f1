package io.descent.data;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a shuffled epoch, brought near to one another by a sequential pass, so that a file which does not fit the page
 * cache is not asked for its rows one by one: each is dealt to the bucket that its place in the epoch belongs to, and a
 * bucket does fit (Rao 1961, Sandelius 1962). The order is the one that was given, whatever the buckets are.
 *
 * <p>The buckets are in a file beside that of the matrix, as large as the rows and without a name.
 */
public final class DealtRows implements AutoCloseable {

    private static final long BUCKET_BYTES = 1 << 26;

    /** What is collected for all buckets before it is written. */
    private static final int STAGING_BYTES = 1 << 24;

    private static final int MOST_STAGING_OF_BUCKET = 1 << 18;
    private static final int READ_BYTES = 1 << 18;

    private final MappedDataset data;
    private final int features;
    private final int rowBytes;
    private final int bucketRows;
    private final int stagedRows;
    private final RandomAccessFile out;
    private final MatrixFile scratch;
    private final byte[] staging;
    private final MemorySegment stagingSegment;
    private final double[] read;

    /** Rows that are staged for each bucket, and the place in the scratch file where they go. */
    private final int[] staged;

    private final int[] next;

    /** The place of each row in the scratch file. */
    private final int[] slots;

    /** The bucket that was touched last; a thread that sees an older one only touches it again. */
    private int touched = -1;

    public DealtRows(MappedDataset data) {
        this(data, BUCKET_BYTES);
    }

    DealtRows(MappedDataset data, long bucketBytes) {
        this.data = data;
        this.features = data.features();
        this.rowBytes = Math.multiplyExact(features, Double.BYTES);
        // no more buckets than have a row of staging each
        int most = Math.max(STAGING_BYTES / rowBytes, 1);
        int wanted = Math.clamp(bucketBytes / rowBytes, 1, data.rows());
        this.bucketRows = Math.max(wanted, Math.ceilDiv(data.rows(), most));
        int buckets = Math.ceilDiv(data.rows(), bucketRows);
        this.stagedRows =
                Math.clamp(Math.min(STAGING_BYTES / buckets, MOST_STAGING_OF_BUCKET) / rowBytes, 1, bucketRows);
        this.staging = new byte[buckets * stagedRows * rowBytes];
        this.stagingSegment = MemorySegment.ofArray(staging);
        this.read = new double[Math.clamp(READ_BYTES / rowBytes, 1, data.rows()) * features];
        this.staged = new int[buckets];
        this.next = new int[buckets];
        this.slots = new int[data.rows()];
        Path folder = data.file().folder();
        Path path = NamelessFiles.in(folder);
        try {
            // unlike a channel it is not closed when a thread that writes is interrupted
            this.out = new RandomAccessFile(path.toFile(), "rw");
            @Nullable Path left = NamelessFiles.unname(path) ? null : path;
            this.scratch = mapped(out, folder, left);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private MatrixFile mapped(RandomAccessFile file, Path folder, @Nullable Path left) throws IOException {
        try {
            file.setLength(data.bytes());
            return MatrixFile.map(file.getChannel(), folder, left, data.rows(), features);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /**
     * Deals the rows of an epoch; false where that was aborted, and none can be read then.
     *
     * @param order the row at each place
     */
    public boolean deal(int[] order, BooleanSupplier aborted) {
        for (int place = 0; place < order.length; place++) {
            slots[order[place]] = place;
        }
        Arrays.fill(staged, 0);
        Arrays.setAll(next, bucket -> bucket * bucketRows);
        touched = -1;
        int step = read.length / features;
        try {
            for (int from = 0; from < order.length; from += step) {
                if (aborted.getAsBoolean()) {
                    return false;
                }
                int count = Math.min(step, order.length - from);
                data.copy(null, from, count, read, 0);
                for (int i = 0; i < count; i++) {
                    stage(from + i, i);
                }
            }
            for (int bucket = 0; bucket < staged.length; bucket++) {
                flush(bucket);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("shuffling needs " + data.bytes() + " bytes of disk", failure);
        }
        return true;
    }

    private void stage(int row, int at) throws IOException {
        int bucket = slots[row] / bucketRows;
        if (staged[bucket] == stagedRows) {
            flush(bucket);
        }
        slots[row] = next[bucket] + staged[bucket];
        int to = (bucket * stagedRows + staged[bucket]++) * rowBytes;
        MemorySegment.copy(read, at * features, stagingSegment, ValueLayout.JAVA_DOUBLE_UNALIGNED, to, features);
    }

    private void flush(int bucket) throws IOException {
        out.seek((long) next[bucket] * rowBytes);
        out.write(staging, bucket * stagedRows * rowBytes, staged[bucket] * rowBytes);
        next[bucket] += staged[bucket];
        staged[bucket] = 0;
    }

    /** Copies the rows at some places of the epoch that was dealt last; see {@link MappedDataset#copy}. */
    public void copy(int[] order, int start, int count, double[] into, int at) {
        int bucket = (start + count - 1) / bucketRows;
        if (bucket != touched) {
            touched = bucket;
            int first = bucket * bucketRows;
            scratch.touch(first, Math.min(bucketRows, data.rows() - first));
        }
        for (int i = 0; i < count; i++) {
            scratch.copy(slots[order[start + i]], 1, into, at + i * features);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            scratch.close();
        }
    }
}
