package io.descent.parquet;

import io.descent.data.Table;
import io.descent.data.TableSource;
import io.descent.dataset.TableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables as Parquet files: numbers as DOUBLE, categories as VARCHAR, booleans as BOOLEAN, dates as TIMESTAMP in UTC with
 * microseconds; what is missing is null. Columns are known by their places, as names may differ only in case.
 */
public final class ParquetTables implements TableFiles {

    @Override
    public Writer writer(Path file) throws IOException {
        return new ParquetWriter(file);
    }

    @Override
    public TableSource open(Path file) throws IOException {
        return new ParquetFile(file);
    }

    @Override
    public Table read(Path file, @Nullable List<String> columns, Stretch stretch) throws IOException {
        ParquetFile table = new ParquetFile(file);
        List<String> wanted = table.names().stream()
                .filter(name -> columns == null || columns.contains(name))
                .toList();
        return table.read(wanted, " limit " + stretch.limit() + " offset " + stretch.offset());
    }
}
