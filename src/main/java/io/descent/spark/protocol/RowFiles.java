package io.descent.spark.protocol;

import io.descent.data.DenseRows;
import io.descent.data.MappedDataset;
import io.descent.data.MatrixFile;
import io.descent.data.RowReader;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Rows in files, for another process of this machine to map: the features as {@link MatrixFile} has them, and targets and weights as a
 * matrix of one column each.
 *
 * @param folder where the files are
 * @param name what their names begin with
 * @param weighted whether rows have weights
 */
public record RowFiles(String folder, String name, List<String> featureNames, boolean weighted)
        implements Serializable {

    private static final int BUFFER_BYTES = 1 << 20;

    /** Rows that were mapped, until this is closed. */
    public record Mapped(MatrixFile file, MappedDataset rows) implements AutoCloseable {
        @Override
        public void close() {
            file.close();
        }
    }

    /** Writes rows into files of a folder. */
    public static RowFiles write(DenseRows rows, Path folder, String name) throws IOException {
        double[] weights = rows.weights();
        RowFiles files = new RowFiles(folder.toString(), name, rows.featureNames(), weights != null);
        int d = rows.features();
        try (Numbers out = new Numbers(files.path("features"))) {
            RowReader reader = rows.reader();
            for (int i = 0, loaded; i < rows.rows(); i += loaded) {
                loaded = reader.load(i, Math.min(rows.rows() - i, Math.max(1, BUFFER_BYTES / Double.BYTES / d)));
                out.write(reader.values(), reader.at(i), loaded * d);
            }
        }
        try (Numbers out = new Numbers(files.path("targets"))) {
            out.write(rows.targets(), 0, rows.rows());
        }
        if (weights != null) {
            try (Numbers out = new Numbers(files.path("weights"))) {
                out.write(weights, 0, weights.length);
            }
        }
        return files;
    }

    /** Maps the rows and deletes the files, whose bytes last as long as the map. */
    public Mapped take() throws IOException {
        double[] targets = column("targets");
        double[] weights = weighted ? column("weights") : null;
        Path features = path("features");
        MatrixFile file = MatrixFile.open(features, featureNames.size());
        Files.delete(features);
        return new Mapped(file, new MappedDataset(file, featureNames, targets, weights));
    }

    private double[] column(String part) throws IOException {
        Path path = path(part);
        try (MatrixFile column = MatrixFile.open(path, 1)) {
            double[] values = new double[column.rows()];
            new MappedDataset(column, List.of(part), values, null).copy(null, 0, values.length, values, 0);
            Files.delete(path);
            return values;
        }
    }

    private Path path(String part) {
        return Path.of(folder, name + "." + part);
    }

    /** Numbers on their way into a file, in the machine's order. */
    private static final class Numbers implements AutoCloseable {

        private final FileChannel channel;
        private final ByteBuffer buffer =
                ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.nativeOrder());

        Numbers(Path path) throws IOException {
            this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        void write(double[] values, int from, int count) throws IOException {
            for (int done = 0; done < count; ) {
                int part = Math.min(count - done, BUFFER_BYTES / Double.BYTES);
                buffer.clear();
                buffer.asDoubleBuffer().put(values, from + done, part);
                buffer.limit(part * Double.BYTES);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                done += part;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
