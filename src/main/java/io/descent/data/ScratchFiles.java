package io.descent.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files of one fit whose rows do not fit in memory. They are gone when this is closed, and so are all datasets over them. */
public final class ScratchFiles implements AutoCloseable {

    private final ScratchSpace space;
    private final List<MatrixFile> files = new ArrayList<>();

    /** Makes none yet. */
    public ScratchFiles(ScratchSpace space) {
        this.space = space;
    }

    /** Returns how many bytes more may be taken. */
    public long room() {
        return space.maxBytes() - files.stream().mapToLong(MatrixFile::bytes).sum();
    }

    /** Writes the rows of a matrix. */
    @FunctionalInterface
    public interface Writing {
        void to(MatrixWriter writer) throws IOException;
    }

    /** Makes a file of a matrix. */
    public MatrixFile write(int features, Writing rows) throws IOException {
        try (MatrixWriter writer = MatrixWriter.in(space.folder(), features)) {
            rows.to(writer);
            MatrixFile file = writer.finish();
            files.add(file);
            return file;
        }
    }

    @Override
    public void close() {
        files.forEach(MatrixFile::close);
        files.clear();
    }
}
