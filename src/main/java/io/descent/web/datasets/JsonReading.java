package io.descent.web.datasets;

import io.descent.data.Table;
import io.descent.data.encode.ColumnType;
import io.descent.dataset.DatasetResolver.Environment;
import io.descent.dataset.DraftTable;
import io.descent.dataset.TableSink;
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import io.descent.tabular.ColumnReport;
import io.descent.tabular.ReadFile;
import io.descent.web.body.Uploads.Upload;
import io.descent.web.body.WebLimits;
import io.descent.wire.FitRequestReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;

/** Reads tables that are written as the dataset of a request. They are small: all of it is in memory. */
public final class JsonReading {

    private final FitRequestReader reader;
    private final Environment environment;
    private final WebLimits limits;

    /** Makes a reader. */
    public JsonReading(FitRequestReader reader, Environment environment, WebLimits limits) {
        this.reader = reader;
        this.environment = environment;
        this.limits = limits;
    }

    ReadFile read(Upload upload, TableSink to) throws IOException {
        limits.requireBody(upload.bytes());
        try (InputStream body = Files.newInputStream(upload.file())) {
            FitRequestReader.OwnDataset dataset = reader.dataset(body);
            Mistakes mistakes = new Mistakes(dataset.findings(), Mistakes.Homes.UNKNOWN);
            Table table = DraftTable.of(dataset.draft(), environment, mistakes);
            mistakes.throwIfAny();
            if (table == null) {
                throw new IllegalStateException("a dataset without mistakes is a table");
            }
            to.whole(table);
            return new ReadFile(
                    table.rows(),
                    null,
                    table.columns().entrySet().stream()
                            .map(column -> report(column.getKey(), ColumnType.of(column.getValue())))
                            .toList());
        }
    }

    private static ColumnReport report(String name, ColumnType type) {
        return new ColumnReport(
                name, type, "its values are of the type " + Names.json(type) + " in the JSON", 0, List.of(), null);
    }
}
