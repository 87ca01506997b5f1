package io.descent.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a {@link MatrixFile}, in a file without a name: it is deleted as soon as it is open, so that nothing is
 * left of it however the process ends. A system that keeps the names of open files has it deleted on closing.
 */
public final class MatrixWriter implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 20;

    private final int features;
    private final Path folder;
    private final @Nullable Path left;
    private final FileChannel channel;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer;
    private final ByteBuffer bytes;
    private long buffered;
    private long written;
    private boolean finished;

    private MatrixWriter(Path folder, Path path, int features) throws IOException {
        this.folder = folder;
        this.features = features;
        this.channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.left = NamelessFiles.unname(path) ? null : path;
        this.buffer = arena.allocate(BUFFER_BYTES, Double.BYTES);
        this.bytes = buffer.asByteBuffer();
    }

    /** Begins a matrix in a folder that exists. */
    public static MatrixWriter in(Path folder, int features) throws IOException {
        if (features < 1) {
            throw new IllegalArgumentException("a matrix has at least one feature");
        }
        return new MatrixWriter(folder, NamelessFiles.in(folder), features);
    }

    /** Appends numbers, row after row; they need not end with a row. */
    public void append(double[] values, int from, int count) throws IOException {
        for (int done = 0; done < count; ) {
            int part = (int) Math.min(count - done, (BUFFER_BYTES - buffered) / Double.BYTES);
            MemorySegment.copy(values, from + done, buffer, ValueLayout.JAVA_DOUBLE, buffered, part);
            buffered += (long) part * Double.BYTES;
            done += part;
            if (buffered == BUFFER_BYTES) {
                flush();
            }
        }
    }

    private void flush() throws IOException {
        bytes.clear().limit((int) buffered);
        while (bytes.hasRemaining()) {
            written += channel.write(bytes);
        }
        buffered = 0;
    }

    /**
     * Returns how many whole rows were appended; a matrix has no more than an array has elements, so that each has a target.
     */
    public long rows() {
        return (written + buffered) / Double.BYTES / features;
    }

    /** Ends the matrix and maps it. */
    public MatrixFile finish() throws IOException {
        long values = (written + buffered) / Double.BYTES;
        if (finished || values == 0 || values % features != 0 || rows() > Integer.MAX_VALUE) {
            throw new IllegalStateException("no whole rows, or more than there are numbers for");
        }
        flush();
        MatrixFile file = MatrixFile.map(channel, folder, left, (int) rows(), features);
        finished = true;
        close();
        return file;
    }

    /** Lets the file go; a matrix that was finished stays. */
    @Override
    public void close() throws IOException {
        if (arena.scope().isAlive()) {
            arena.close();
        }
        channel.close();
        if (left != null && !finished) {
            Files.deleteIfExists(left);
        }
    }
}
