package io.descent.web.datasets;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.data.ColumnFigures;
import io.descent.data.encode.ColumnType;
import io.descent.job.StorageException;
import io.descent.schema.Names;
import io.descent.tabular.ColumnReport;
import io.descent.tabular.Dialect;
import io.descent.tabular.ReadFile;
import io.descent.web.body.Uploads.Upload;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was read of a file. It is kept with the table as it is told: one byte for the form, and JSON. The names are a promise:
 * a later release reads them.
 */
record Description(
        String format,
        long rows,
        long bytes,
        String sha256,
        @Nullable DialectAnswer dialect,
        List<ColumnAnswer> columns) {

    /** To be counted up whenever an older release would read a description wrongly. */
    private static final byte FORM = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** How the file is written. */
    @Schema(name = "Dialect")
    record DialectAnswer(
            String encoding,
            String delimiter,
            String quote,
            boolean header,
            String decimal,
            @JsonProperty("null_values") List<String> nullValues,
            @Nullable String comment,

            @Schema(description = "what was done to read it that its sender may not expect")
            List<String> notes) {

        static DialectAnswer of(Dialect dialect) {
            return new DialectAnswer(
                    dialect.encoding(),
                    String.valueOf(dialect.delimiter()),
                    String.valueOf(dialect.quote()),
                    dialect.header(),
                    String.valueOf(dialect.decimal()),
                    dialect.nullValues(),
                    dialect.comment() == null ? null : String.valueOf(dialect.comment()),
                    dialect.notes());
        }
    }

    /** A column: of numbers and dates the range, mean and sample standard deviation, of others the most frequent values. */
    @Schema(name = "DatasetColumn")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ColumnAnswer(
            String name,

            @Schema(description = "number, boolean, date or category")
            String type,

            long missing,
            long distinct,
            @Nullable Object min,
            @Nullable Object max,
            @Nullable Double mean,
            @Nullable Double std,

            @Schema(description = "the ten most frequent values") @Nullable
            List<LevelAnswer> levels,

            @Schema(description = "why it has this type") String why,

            @Schema(description = "how many values speak against the narrower type that most of the others have")
            @Nullable
            Long contradicting,

            @Schema(description = "the first three of these") @Nullable
            List<ContradictionAnswer> contradictions,

            @Schema(description = "the parameter that would make it another type") @Nullable
            String override) {

        static ColumnAnswer of(ColumnReport report, ColumnFigures figures) {
            Object min = null;
            Object max = null;
            Double mean = null;
            Double std = null;
            List<LevelAnswer> levels = null;
            switch (figures) {
                case ColumnFigures.OfLevels(var _, var _, var most) ->
                    levels = most.stream()
                            .map(level -> new LevelAnswer(level.value(), level.count()))
                            .toList();
                case ColumnFigures.OfNumbers numbers when numbers.distinct() == 0 -> {}
                case ColumnFigures.OfNumbers dates
                when report.type() == ColumnType.DATE -> {
                    min = instant(dates.min());
                    max = instant(dates.max());
                }
                case ColumnFigures.OfNumbers numbers -> {
                    min = numbers.min();
                    max = numbers.max();
                    mean = numbers.mean();
                    std = Double.isNaN(numbers.std()) ? null : numbers.std();
                }
            }
            return new ColumnAnswer(
                    report.name(),
                    Names.json(report.type()),
                    figures.missing(),
                    figures.distinct(),
                    min,
                    max,
                    mean,
                    std,
                    levels,
                    report.why(),
                    report.contradicting() == 0 ? null : report.contradicting(),
                    report.contradictions().isEmpty()
                            ? null
                            : report.contradictions().stream()
                                    .map(value -> new ContradictionAnswer(value.line(), value.column(), value.text()))
                                    .toList(),
                    report.override());
        }

        private static String instant(double seconds) {
            return Instant.ofEpochMilli(Math.round(seconds * 1000)).toString();
        }
    }

    /** How often a value stands in a column. */
    @Schema(name = "DatasetLevel")
    record LevelAnswer(@Schema(type = "string") Object value, long count) {}

    /** A value, the line its row begins in, and the number of its cell there. */
    @Schema(name = "DatasetContradiction")
    record ContradictionAnswer(long line, int column, String text) {}

    static Description of(ReadFile read, List<ColumnFigures> figures, String format, Upload upload) {
        List<ColumnAnswer> columns = new ArrayList<>();
        for (int j = 0; j < figures.size(); j++) {
            columns.add(ColumnAnswer.of(read.columns().get(j), figures.get(j)));
        }
        Dialect dialect = read.dialect();
        return new Description(
                format,
                read.rows(),
                upload.bytes(),
                upload.sha256(),
                dialect == null ? null : DialectAnswer.of(dialect),
                columns);
    }

    /** Describes a file that is not read yet. */
    static Description of(Upload upload, String format) {
        return new Description(format, 0, upload.bytes(), upload.sha256(), null, List.of());
    }

    byte[] written() {
        byte[] json = JSON.writeValueAsBytes(this);
        byte[] stored = new byte[json.length + 1];
        stored[0] = FORM;
        System.arraycopy(json, 0, stored, 1, json.length);
        return stored;
    }

    static Description read(byte[] stored) {
        if (stored[0] > FORM) {
            throw new StorageException(StorageException.Reason.NEWER);
        }
        return JSON.readValue(Arrays.copyOfRange(stored, 1, stored.length), Description.class);
    }
}
