package io.descent.tabular;

import java.io.IOException;
import java.nio.file.Path;

/** Reads files that people have into tables whose types are decided by all of their values, in whatever order they stand. */
public final class TableReader {

    private TableReader() {}

    /** How a file holds a table. */
    public enum Format {
        CSV,
        TSV
    }

    /**
     * Reads a file.
     *
     * @throws UnreadableFileException with the place of what is wrong with it
     */
    public static ReadTable read(Path file, Format format, ReadOptions options)
            throws IOException, UnreadableFileException {
        return switch (format) {
            case CSV -> SeparatedValues.read(file, false, options);
            case TSV -> SeparatedValues.read(file, true, options);
        };
    }
}
