package io.descent.web.datasets;

import io.descent.dataset.TableSink;
import io.descent.schema.Names;
import io.descent.tabular.Expected;
import io.descent.tabular.Format;
import io.descent.tabular.Progress;
import io.descent.tabular.ReadFile;
import io.descent.tabular.ReadOptions;
import io.descent.web.body.Uploads.Upload;
import java.io.IOException;

/** How a file is read. */
sealed interface FileFormat {

    /** Returns what the format is called. */
    String name();

    /** Reads a file; throws {@link io.descent.schema.InvalidRequestException} with the place of what is wrong with it. */
    ReadFile read(Upload upload, Progress progress, TableSink to) throws IOException;

    /** Returns the same for a file whose columns may be known already. */
    FileFormat expecting(Expected columns);

    /** A format of files. */
    record OfFiles(Format format, ReadOptions options) implements FileFormat {
        @Override
        public String name() {
            return Names.json(format);
        }

        @Override
        public ReadFile read(Upload upload, Progress progress, TableSink to) throws IOException {
            return FileReading.read(upload, format, options, progress, to);
        }

        @Override
        public FileFormat expecting(Expected columns) {
            // JSON has types of its own, which become those of the columns
            return format == Format.NDJSON ? this : new OfFiles(format, options.expecting(columns));
        }
    }

    /** One of the forms that a dataset has in a request. */
    record OfRequests(JsonReading reading) implements FileFormat {
        @Override
        public String name() {
            return "json";
        }

        @Override
        public ReadFile read(Upload upload, Progress progress, TableSink to) throws IOException {
            return reading.read(upload, to);
        }

        @Override
        public FileFormat expecting(Expected columns) {
            return this;
        }
    }
}
