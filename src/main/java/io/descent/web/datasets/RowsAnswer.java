package io.descent.web.datasets;

import io.descent.data.Column;
import io.descent.data.Table;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Some rows of a table, each with its values in the order of the columns; null for a missing one. */
@Schema(name = "DatasetRows")
record RowsAnswer(
        List<String> columns,

        @Schema(description = "the number of the first row, from 0 on")
        long offset,

        List<List<@Nullable Object>> rows) {

    static RowsAnswer of(Table table, long offset) {
        List<Column> columns = List.copyOf(table.columns().values());
        return new RowsAnswer(
                table.names(),
                offset,
                IntStream.range(0, table.rows())
                        .mapToObj(row -> {
                            List<@Nullable Object> values = new ArrayList<>();
                            columns.forEach(column -> values.add(value(column, row)));
                            return values;
                        })
                        .toList());
    }

    private static @Nullable Object value(Column column, int row) {
        return column instanceof Column.Dates(double[] seconds) && !column.isMissing(row)
                ? Instant.ofEpochMilli(Math.round(seconds[row] * 1000)).toString()
                : column.value(row);
    }

    String csv() {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printer.printRecord(columns);
            for (List<@Nullable Object> row : rows) {
                printer.printRecord(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
