package io.descent.dataset;

import io.descent.data.ColumnFigures;
import io.descent.data.Table;
import io.descent.data.TableSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes tables to files and reads them back: the same rows in the same order, names, kinds and missing values. */
public interface TableFiles {

    /** A file that is being written; what is too large for it is a {@link TooLargeToKeepException}. Without an end, closing removes it. */
    interface Writer extends TableSink, AutoCloseable {

        /** Ends the file, and returns the figures of its columns. */
        List<ColumnFigures> finish() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Begins a file that is not there yet. */
    Writer writer(Path file) throws IOException;

    /**
     * Reads a table that was written.
     *
     * @param columns the names of those to read, in any order; null for all
     */
    Table read(Path file, @Nullable List<String> columns, Stretch stretch) throws IOException;

    /** Returns a table that was written, to be read as far as it is needed. What it cannot read is an {@link java.io.UncheckedIOException}. */
    TableSource open(Path file) throws IOException;

    /** Some rows that stand one after the other. */
    record Stretch(long offset, long limit) {
        public static final Stretch ALL = new Stretch(0, Long.MAX_VALUE);
    }
}
