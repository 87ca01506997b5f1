package io.descent.web.datasets;

import io.descent.dataset.TableStore;
import io.descent.schema.Mistakes;
import io.descent.tabular.Format;
import io.descent.tabular.ReadLimits;
import io.descent.tabular.ReadOptions;
import io.descent.web.body.Incoming;
import io.descent.web.body.Uploads;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** Receives files that are tables. */
public final class FileTables {

    /** Of the part of a form whose sender does not know better. */
    private static final Map<String, String> TYPES = Map.of(
            "csv", FileReading.CSV,
            "tsv", FileReading.TSV,
            "ndjson", FileReading.NDJSON,
            "jsonl", FileReading.NDJSON,
            "parquet", FileReading.PARQUET,
            "libsvm", FileReading.LIBSVM,
            "svmlight", FileReading.LIBSVM);

    private final TableStore tables;
    private final Uploads uploads;
    private final ReadLimits limits;
    private final long maxCells;
    private final Clock clock = Clock.systemUTC();

    /**
     * Makes what receives files.
     *
     * @param maxCells the most values that are read into memory
     */
    public FileTables(TableStore tables, Uploads uploads, ReadLimits limits, long maxCells) {
        this.tables = tables;
        this.uploads = uploads;
        this.limits = limits;
        this.maxCells = maxCells;
    }

    /**
     * Receives the file of a request.
     *
     * @param others names of parameters that do not tell how the file is read
     */
    public FileTable receive(HttpServletRequest http, Collection<String> others)
            throws IOException, HttpMediaTypeNotSupportedException {
        Incoming file = uploads.receive(http);
        try {
            Format format = format(file);
            Mistakes mistakes = new Mistakes();
            ReadOptions options = FileParameters.of(file.parameters(), limits, mistakes);
            refuseUnknown(file.parameters(), others, mistakes);
            return new FileTable(file, format, options, mistakes, tables, maxCells, clock);
        } catch (HttpMediaTypeNotSupportedException | RuntimeException | Error failure) {
            file.close();
            throw failure;
        }
    }

    private static void refuseUnknown(Map<String, String> parameters, Collection<String> others, Mistakes mistakes) {
        for (String name : parameters.keySet()) {
            if (!others.contains(name) && !FileParameters.NAMES.contains(name)) {
                mistakes.unknownField(
                        "",
                        name,
                        Stream.concat(others.stream(), FileParameters.NAMES.stream())
                                .toList());
            }
        }
    }

    private static Format format(Incoming file) throws HttpMediaTypeNotSupportedException {
        return type(file.contentType())
                .flatMap(FileReading::format)
                .or(() -> byName(file.fileName()))
                .orElseThrow(() -> new HttpMediaTypeNotSupportedException(
                        type(file.contentType()).orElse(null), FileReading.types()));
    }

    private static Optional<MediaType> type(@Nullable String contentType) {
        try {
            return contentType == null ? Optional.empty() : Optional.of(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<Format> byName(@Nullable String fileName) {
        return Optional.ofNullable(fileName)
                .map(name -> TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)))
                .map(MediaType::parseMediaType)
                .flatMap(FileReading::format);
    }
}
