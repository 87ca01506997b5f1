package io.descent.data;

import java.io.IOException;
import java.nio.file.Files;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a {@link MappedDataset} as they are read: scaled, and without those that were not chosen, in a file of their
 * own beside its file, without a name. A fit of many epochs divides each value by its scale once then, and not in each epoch. The values are
 * the same, bit for bit.
 *
 * @param data over the copy; not to be used once this is closed
 */
public record ReadyCopy(MappedDataset data) implements AutoCloseable {

    /** As much of the disk as a copy takes is left for others. */
    private static final int SHARE_OF_FREE = 2;

    /**
     * Copies the rows of a dataset.
     *
     * @return null where there is nothing to gain, where the disk has no room for it, and where that was aborted
     */
    public static @Nullable ReadyCopy of(Dataset data, BooleanSupplier aborted) {
        if (!(data instanceof MappedDataset mapped) || mapped.isReady()) {
            return null;
        }
        try {
            return hasRoom(mapped) ? copied(mapped, aborted) : null;
        } catch (IOException noRoom) {
            return null;
        }
    }

    private static @Nullable ReadyCopy copied(MappedDataset data, BooleanSupplier aborted) throws IOException {
        try (MatrixWriter writer = MatrixWriter.in(data.file().folder(), data.features())) {
            return write(data, writer, aborted) ? new ReadyCopy(data.in(writer.finish())) : null;
        }
    }

    private static boolean hasRoom(MappedDataset data) throws IOException {
        return Files.getFileStore(data.file().folder()).getUsableSpace() / SHARE_OF_FREE >= data.bytes();
    }

    private static boolean write(MappedDataset data, MatrixWriter writer, BooleanSupplier aborted) throws IOException {
        RowReader rows = data.reader();
        for (int row = 0, count; row < data.rows(); row += count) {
            if (aborted.getAsBoolean()) {
                return false;
            }
            count = rows.load(row, data.rows() - row);
            writer.append(rows.values(), rows.at(row), count * data.features());
        }
        return true;
    }

    @Override
    public void close() {
        data.file().close();
    }
}
