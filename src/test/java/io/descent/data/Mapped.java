package io.descent.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Twins of dense datasets in a file. */
public record Mapped(MatrixFile file, MappedDataset data) implements AutoCloseable {

    /** Writes the features into a file in this folder, which is gone when this is closed. */
    public static Mapped of(DenseDataset dense, Path folder) {
        try (MatrixWriter writer = MatrixWriter.in(folder, dense.features())) {
            writer.append(dense.values(), 0, dense.values().length);
            MatrixFile file = writer.finish();
            return new Mapped(file, over(file, dense));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    // javac writes no type annotations on the parameters of a constructor that is read from a class file
    @SuppressWarnings("NullAway")
    private static MappedDataset over(MatrixFile file, DenseDataset dense) {
        return new MappedDataset(file, dense.featureNames(), dense.targets(), dense.weights());
    }

    @Override
    public void close() {
        file.close();
    }
}
