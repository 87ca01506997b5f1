package io.descent.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A matrix of doubles in a file that is mapped into memory: row i, feature j at byte 8·(i·d + j), in the machine's order.
 * It may be larger than the heap, and than 2 GB.
 *
 * <p>Whoever made it closes it, once no dataset over it is used any more: what reads it then throws {@link
 * IllegalStateException}. Any number of threads may read it.
 */
public final class MatrixFile implements AutoCloseable {

    private final Arena arena;
    private final MemorySegment values;
    private final Path folder;
    private final @Nullable Path left;
    private final int rows;
    private final int features;

    private MatrixFile(Arena arena, MemorySegment values, Path folder, @Nullable Path left, int rows, int features) {
        this.arena = arena;
        this.values = values;
        this.folder = folder;
        this.left = left;
        this.rows = rows;
        this.features = features;
    }

    /** Maps a file that exists and stays: as many rows of so many features as it holds. */
    public static MatrixFile open(Path path, int features) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long rowBytes = (long) features * Double.BYTES;
            long rows = channel.size() / rowBytes;
            if (rows == 0 || rows > Integer.MAX_VALUE || channel.size() % rowBytes != 0) {
                throw new IOException(path + " holds no whole rows of " + features + " features");
            }
            return map(channel, folderOf(path), null, (int) rows, features);
        }
    }

    /**
     * Maps what a channel holds, and reads no further from it.
     *
     * @param left a file to delete when this is closed; null for none
     */
    static MatrixFile map(FileChannel channel, Path folder, @Nullable Path left, int rows, int features)
            throws IOException {
        Arena arena = Arena.ofShared();
        try {
            long bytes = (long) rows * features * Double.BYTES;
            return new MatrixFile(arena, channel.map(MapMode.READ_ONLY, 0, bytes, arena), folder, left, rows, features);
        } catch (IOException | RuntimeException failure) {
            arena.close();
            throw failure;
        }
    }

    static Path folderOf(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        return folder == null ? path.toAbsolutePath() : folder;
    }

    public int rows() {
        return rows;
    }

    public int features() {
        return features;
    }

    /** Returns where the file is, or was: the place for files that are about as large. */
    Path folder() {
        return folder;
    }

    /** Returns the size of the matrix in bytes. */
    public long bytes() {
        return values.byteSize();
    }

    double value(int row, int feature) {
        return values.getAtIndex(ValueLayout.JAVA_DOUBLE, (long) row * features + feature);
    }

    /** Copies rows that stand one after the other. */
    void copy(int row, int count, double[] into, int at) {
        long from = (long) row * features * Double.BYTES;
        MemorySegment.copy(values, ValueLayout.JAVA_DOUBLE, from, into, at, count * features);
    }

    /** Reads a stretch of rows into the page cache. */
    void touch(int row, int count) {
        long rowBytes = (long) features * Double.BYTES;
        values.asSlice(row * rowBytes, count * rowBytes).load();
    }

    /** Gives the memory back; the file is gone then, if it was written by a {@link MatrixWriter}. */
    @Override
    public void close() {
        if (!arena.scope().isAlive()) {
            return;
        }
        arena.close();
        if (left != null) {
            try {
                Files.deleteIfExists(left);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
