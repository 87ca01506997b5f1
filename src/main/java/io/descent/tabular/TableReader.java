package io.descent.tabular;

import io.descent.dataset.TableSink;
import io.descent.tabular.UnreadableFileException.Code;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the table of a file. The types come from all rows, so that they do not depend on the order of rows or columns: the
 * rows are handed on as the first thousand of them suggest, and once more where all of them say otherwise.
 */
public final class TableReader {

    private static final int SAMPLED_ROWS = 1000;

    private final Format format;
    private final ReadOptions options;
    private final Progress progress;
    private final TableSink sink;

    private TableReader(Format format, ReadOptions options, Progress progress, TableSink sink) {
        this.format = format;
        this.options = options;
        this.progress = progress;
        this.sink = sink;
    }

    /**
     * Reads a file. It is read once or twice and never held as a whole.
     *
     * @param sink takes the rows; it is begun again where the first rows have misled
     * @throws UnreadableFileException if something is wrong with it
     * @throws IOException if the file system fails
     */
    public static ReadFile read(Path file, Format format, ReadOptions options, Progress progress, TableSink sink)
            throws IOException, UnreadableFileException {
        if (format == Format.PARQUET) {
            return new ParquetReader(file, options, progress).read(sink);
        }
        TableReader reader = new TableReader(format, options, progress, sink);
        SourceText source = SourceText.of(file, options.encoding());
        try {
            return reader.read(source, List.of());
        } catch (CharacterCodingException e) {
            if (source.certain() || format == Format.NDJSON) {
                throw source.undecodable();
            }
        }
        SourceText latin = source.in(SourceText.LATIN_1);
        try {
            return reader.read(
                    latin,
                    List.of(
                            "line %d is not UTF-8, so the file was read as Latin-1 (windows-1252); `encoding` says what else it is"
                                    .formatted(source.lineOfTheFirstUndecodable())));
        } catch (CharacterCodingException e) {
            throw source.undecodable();
        }
    }

    private ReadFile read(SourceText source, List<String> notes) throws IOException, UnreadableFileException {
        return switch (format) {
            case CSV, TSV -> delimited(source, notes);
            case LIBSVM -> new LibsvmReader(source, options.limits(), progress).read(sink);
            case PARQUET -> throw new IllegalStateException("no text");
            case NDJSON -> {
                List<String> nulls = options.nullValues();
                yield table(
                        new NdjsonRecords(source, options.limits()),
                        List.of(),
                        nulls == null ? List.of() : nulls,
                        '.',
                        null);
            }
        };
    }

    private ReadFile delimited(SourceText source, List<String> notes) throws IOException, UnreadableFileException {
        Layout layout = new LayoutSniffer(source, format, options).sniff();
        List<String> nulls = options.nullValues();
        List<String> missing = nulls == null ? Dialect.NULL_VALUES : nulls;
        List<String> all = new ArrayList<>(notes);
        all.addAll(layout.notes());
        return table(
                new CsvRecords(source, layout, options.comment(), options.limits()),
                layout.names(),
                missing,
                options.decimal(),
                new Dialect(
                        source.encoding(),
                        layout.delimiter(),
                        layout.quote(),
                        layout.comment(),
                        layout.header(),
                        '.',
                        missing,
                        all));
    }

    private ReadFile table(
            Records records,
            List<String> names,
            List<String> missing,
            @Nullable Character decimal,
            @Nullable Dialect dialect)
            throws IOException, UnreadableFileException {
        Classifier classifier = new Classifier(new MissingTexts(missing));
        TableScan sample = new TableScan(classifier, options.limits(), true, null, Progress.NONE);
        sample.read(records, names, SAMPLED_ROWS);
        List<Reading> guesses = guesses(sample, decimal);
        TableScan all = new TableScan(
                classifier, options.limits(), true, new Stretches(sink, sample.names(), guesses), progress);
        all.read(records, sample.names(), Long.MAX_VALUE);
        if (all.rows() == 0 || all.names().isEmpty()) {
            throw LayoutSniffer.empty(
                    dialect != null && dialect.header() ? "has a header and no rows" : "holds no row");
        }
        refuseUnknown(all.names());
        char point = decimal == null ? Judge.decimal(all.evidence()) : decimal;
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < all.names().size(); i++) {
            String name = all.names().get(i);
            verdicts.add(new Judge(name, i + 1, all.evidence().get(i), point).verdict(options.type(name)));
        }
        List<Reading> readings = verdicts.stream().map(Verdict::reading).toList();
        if (!all.handedOn() || !readings.equals(guesses)) {
            new TableScan(classifier, options.limits(), false, new Stretches(sink, all.names(), readings), progress)
                    .read(records, all.names(), Long.MAX_VALUE);
        }
        List<ColumnReport> reports = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i++) {
            reports.add(ColumnReport.of(all.names().get(i), verdicts.get(i)));
        }
        return new ReadFile(all.rows(), dialect == null ? null : dialect.withDecimal(point), reports);
    }

    private List<Reading> guesses(TableScan sample, @Nullable Character decimal) {
        char point = decimal == null ? Judge.decimal(sample.evidence()) : decimal;
        List<Reading> guesses = new ArrayList<>();
        for (int i = 0; i < sample.names().size(); i++) {
            String name = sample.names().get(i);
            Judge judge = new Judge(name, i + 1, sample.evidence().get(i), point);
            try {
                guesses.add(judge.verdict(options.type(name)).reading());
            } catch (UnreadableFileException _) {
                // later rows may tell the day from the month; what they do not tell is refused after the last one
                guesses.add(Reading.DATE_DMY);
            }
        }
        return guesses;
    }

    private void refuseUnknown(List<String> names) throws UnreadableFileException {
        for (String name : options.types().keySet()) {
            if (!names.contains(name)) {
                throw unknown(name, names);
            }
        }
    }

    /** Returns the refusal of a name that is no column. */
    static UnreadableFileException unknown(String name, List<String> names) {
        return new UnreadableFileException(
                Code.UNKNOWN_COLUMN,
                "`types` names `%s`, which is no column; the first are %s"
                        .formatted(
                                Contradiction.shorten(name),
                                names.stream()
                                        .limit(10)
                                        .map(known -> "`" + Contradiction.shorten(known) + "`")
                                        .collect(Collectors.joining(", "))),
                0,
                0,
                name);
    }
}
