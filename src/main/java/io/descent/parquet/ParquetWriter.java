package io.descent.parquet;

import io.descent.data.Column;
import io.descent.data.ColumnFigures;
import io.descent.data.SampleMoments;
import io.descent.data.Table;
import io.descent.dataset.TableFiles;
import io.descent.dataset.TooLargeToKeepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes a table to a Parquet file, and finds the figures of its columns. */
final class ParquetWriter implements TableFiles.Writer {

    /** DuckDB holds some blocks of each column at once, and fails where these do not fit in its memory. */
    private static final long COLUMNS_PER_MEGABYTE = 2;

    /** More bytes than a digest. */
    private static final int LONG_TEXT = 100;

    private final Path file;
    private final Connection connection;
    private List<Head> heads = List.of();
    private long[] missing = new long[0];
    private SampleMoments[] moments = new SampleMoments[0];
    private @Nullable PartFiles parts;
    private boolean finished;

    ParquetWriter(Path file) throws IOException {
        this.file = file;
        try {
            connection = DuckDb.beside(file);
        } catch (SQLException failure) {
            throw unwritten(failure);
        }
    }

    @Override
    public void begin(List<Head> columns) throws IOException {
        long most = DuckDb.megabytes() * COLUMNS_PER_MEGABYTE;
        if (columns.size() > most) {
            throw new TooLargeToKeepException(
                    ("has more than %d columns, the most of a table that is kept; leave some out, or post a file that fits in "
                                    + "memory to /v1/fits")
                            .formatted(most));
        }
        heads = List.copyOf(columns);
        missing = new long[heads.size()];
        moments = IntStream.range(0, heads.size())
                .mapToObj(_ -> new SampleMoments())
                .toArray(SampleMoments[]::new);
        try {
            if (parts != null) {
                parts.close();
            }
            parts = new PartFiles(connection, file, heads);
        } catch (SQLException failure) {
            throw unwritten(failure);
        }
    }

    @Override
    public void rows(Table stretch) throws IOException {
        Column[] columns = stretch.columns().values().toArray(Column[]::new);
        PartFiles to = begun();
        try {
            for (int i = 0; i < stretch.rows(); i++) {
                to.add(columns, i);
            }
        } catch (SQLException failure) {
            throw unwritten(failure);
        }
        for (int j = 0; j < columns.length; j++) {
            missing[j] += columns[j].missing();
            switch (columns[j]) {
                case Column.Numbers(double[] values) -> add(values, moments[j]);
                case Column.Dates(double[] seconds) -> add(seconds, moments[j]);
                case Column.Texts _, Column.Booleans _ -> {}
            }
        }
    }

    private PartFiles begun() {
        if (parts == null) {
            throw new IllegalStateException("rows come after a beginning");
        }
        return parts;
    }

    private static void add(double[] values, SampleMoments moments) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                moments.add(value);
            }
        }
    }

    @Override
    public List<ColumnFigures> finish() throws IOException {
        long rows = begun().rows();
        try (Statement statement = connection.createStatement()) {
            begun().finish();
            FileFigures all = new FileFigures(
                    statement, file, begun().textBytesOfARow() < LONG_TEXT ? FileFigures.TEXTS : FileFigures.DIGESTS);
            long written = all.rows();
            if (written != rows) {
                throw new IOException("%d of %d rows were written".formatted(written, rows));
            }
            List<ColumnFigures> figures = new ArrayList<>();
            for (int j = 0; j < heads.size(); j++) {
                String name = DuckDb.name(j + ":" + heads.get(j).name());
                figures.add(all.of(name, heads.get(j).type(), missing[j], rows, moments[j]));
            }
            finished = true;
            return figures;
        } catch (SQLException failure) {
            throw unwritten(failure);
        }
    }

    @Override
    public void close() throws IOException {
        try (connection;
                PartFiles _ = parts) {
            if (!finished) {
                Files.deleteIfExists(file);
            }
        } catch (SQLException failure) {
            throw unwritten(failure);
        }
    }

    private static IOException unwritten(SQLException failure) {
        return new IOException("the table could not be written", failure);
    }
}
