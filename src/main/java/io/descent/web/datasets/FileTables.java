package io.descent.web.datasets;

import io.descent.dataset.TableStore;
import io.descent.schema.Mistakes;
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
            "json", MediaType.APPLICATION_JSON_VALUE,
            "parquet", FileReading.PARQUET,
            "libsvm", FileReading.LIBSVM,
            "svmlight", FileReading.LIBSVM);

    private final TableStore tables;
    private final Uploads uploads;
    private final ReadLimits limits;
    private final JsonReading json;
    private final long maxCells;
    private final Clock clock = Clock.systemUTC();

    /**
     * Makes what receives files.
     *
     * @param maxCells the most values that are read into memory
     */
    public FileTables(TableStore tables, Uploads uploads, ReadLimits limits, JsonReading json, long maxCells) {
        this.tables = tables;
        this.uploads = uploads;
        this.limits = limits;
        this.json = json;
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
            Mistakes mistakes = new Mistakes();
            FileFormat format = format(file, FileParameters.of(file.parameters(), limits, mistakes));
            refuseUnknown(
                    file.parameters().keySet(),
                    Stream.concat(others.stream(), FileParameters.NAMES.stream())
                            .toList(),
                    mistakes);
            return new FileTable(file, format, mistakes, tables, maxCells, clock);
        } catch (HttpMediaTypeNotSupportedException | RuntimeException | Error failure) {
            file.close();
            throw failure;
        }
    }

    /** Adds a mistake for each parameter that is none of those which are known. */
    public static void refuseUnknown(Collection<String> parameters, Collection<String> known, Mistakes mistakes) {
        for (String name : parameters) {
            if (!known.contains(name)) {
                mistakes.unknownField("", name, known);
            }
        }
    }

    private FileFormat format(Incoming file, ReadOptions options) throws HttpMediaTypeNotSupportedException {
        return type(file.contentType())
                .flatMap(type -> format(type, options))
                .or(() -> byName(file.fileName()).flatMap(type -> format(type, options)))
                .orElseThrow(() -> new HttpMediaTypeNotSupportedException(
                        type(file.contentType()).orElse(null), FileReading.types()));
    }

    private Optional<FileFormat> format(MediaType type, ReadOptions options) {
        return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                ? Optional.of(new FileFormat.OfRequests(json))
                : FileReading.format(type).map(format -> new FileFormat.OfFiles(format, options));
    }

    private static Optional<MediaType> type(@Nullable String contentType) {
        try {
            return contentType == null ? Optional.empty() : Optional.of(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<MediaType> byName(@Nullable String fileName) {
        return Optional.ofNullable(fileName)
                .map(name -> TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)))
                .map(MediaType::parseMediaType);
    }
}
