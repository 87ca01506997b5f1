package io.descent.web.datasets;

import io.descent.dataset.TableSink;
import io.descent.schema.InvalidRequestException;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.tabular.Format;
import io.descent.tabular.Progress;
import io.descent.tabular.ReadFile;
import io.descent.tabular.ReadOptions;
import io.descent.tabular.TableReader;
import io.descent.tabular.UnreadableFileException;
import io.descent.web.body.Uploads.Upload;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.MediaType;

/** Reads files that came with a request. */
public final class FileReading {

    /** Comma-separated values, also with other delimiters. */
    public static final String CSV = "text/csv";

    /** Tab-separated values. */
    public static final String TSV = "text/tab-separated-values";

    /** JSON objects, one a line. */
    public static final String NDJSON = "application/x-ndjson";

    /** Parquet. */
    public static final String PARQUET = "application/vnd.apache.parquet";

    /** Rows as LIBSVM writes them. */
    public static final String LIBSVM = "text/x-libsvm";

    private FileReading() {}

    /** Returns the content types of files that are read. */
    static List<MediaType> types() {
        return Stream.of(CSV, TSV, NDJSON, PARQUET, LIBSVM)
                .map(MediaType::parseMediaType)
                .toList();
    }

    /** Adds the bodies of requests that are files. */
    public static Content described(Content content) {
        types().forEach(type -> content.addMediaType(
                type.toString(), new io.swagger.v3.oas.models.media.MediaType().schema(new StringSchema())));
        Schema<?> form = new ObjectSchema()
                .addProperty("file", new StringSchema().format("binary").description("the file, with its name"));
        form.addRequiredItem("file");
        form.setAdditionalProperties(new StringSchema().description("what else may stand in the URL"));
        return content.addMediaType(
                MediaType.MULTIPART_FORM_DATA_VALUE, new io.swagger.v3.oas.models.media.MediaType().schema(form));
    }

    /** Returns the format that a content type names. */
    public static Optional<Format> format(MediaType type) {
        return switch (type.getType() + "/" + type.getSubtype()) {
            case CSV -> Optional.of(Format.CSV);
            case TSV -> Optional.of(Format.TSV);
            case NDJSON -> Optional.of(Format.NDJSON);
            case PARQUET -> Optional.of(Format.PARQUET);
            case LIBSVM -> Optional.of(Format.LIBSVM);
            default -> Optional.empty();
        };
    }

    /**
     * Reads a file.
     *
     * @throws InvalidRequestException with the place of what is wrong with it
     */
    public static ReadFile read(Upload upload, Format format, ReadOptions options, Progress progress, TableSink to)
            throws IOException {
        try {
            return TableReader.read(upload.file(), format, options, progress, to);
        } catch (UnreadableFileException e) {
            Map<String, Mistake.Place> place = e.line() == 0
                    ? Map.of()
                    : Map.of(
                            "",
                            new Mistake.Place((int) Math.min(e.line(), Integer.MAX_VALUE), Math.max(1, e.column())));
            Mistakes mistakes = new Mistakes(place, Mistakes.Homes.UNKNOWN);
            mistakes.add("", code(e.code()), detail(e));
            throw new InvalidRequestException(mistakes);
        }
    }

    private static Mistake.Code code(UnreadableFileException.Code code) {
        return switch (code) {
            case EMPTY -> Mistake.Code.EMPTY;
            case RAGGED -> Mistake.Code.RAGGED;
            case UNTERMINATED_QUOTE, TEXT_AFTER_QUOTE, ENCODING, NUL, SYNTAX, WRONG_FORMAT -> Mistake.Code.MALFORMED;
            case TOO_LONG, TOO_MANY_COLUMNS, TOO_LARGE -> Mistake.Code.TOO_LARGE;
            case AMBIGUOUS_DATE -> Mistake.Code.AMBIGUOUS;
            case WRONG_TYPE -> Mistake.Code.WRONG_TYPE;
            case UNKNOWN_COLUMN -> Mistake.Code.UNKNOWN_VALUE;
            case DUPLICATE -> Mistake.Code.DUPLICATE;
        };
    }

    /** Says where, what, and what is wrong with it: «line 3, cell 2: `five`: …». */
    private static String detail(UnreadableFileException e) {
        StringBuilder detail = new StringBuilder();
        if (e.line() > 0) {
            detail.append("line ").append(e.line());
            if (e.column() > 0) {
                detail.append(", cell ").append(e.column());
            }
            detail.append(": ");
        }
        if (e.text() != null) {
            detail.append('`').append(e.text()).append("`: ");
        }
        return detail.append(e.detail()).toString();
    }
}
