package io.descent.tabular;

import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.tabular.ColumnEvidence.Decision;
import io.descent.tabular.UnreadableFileException.Code;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a file of separated values twice: to decide the types, by all of its values, and to fill the columns. */
final class SeparatedValues {

    private final Path file;
    private final Dialect dialect;
    private final ReadOptions options;
    private final Set<String> nullValues;
    private final int longestNull;

    private SeparatedValues(Path file, Dialect dialect, ReadOptions options) {
        this.file = file;
        this.dialect = dialect;
        this.options = options;
        this.nullValues = Set.copyOf(dialect.nullValues());
        this.longestNull =
                dialect.nullValues().stream().mapToInt(String::length).max().orElse(-1);
    }

    static ReadTable read(Path file, boolean tabs, ReadOptions options) throws IOException, UnreadableFileException {
        if (Files.size(file) == 0) {
            throw UnreadableFileException.of(Code.EMPTY_FILE, null, "the file is empty");
        }
        Dialect points = DialectFinder.of(file, tabs, options);
        SeparatedValues withPoints = new SeparatedValues(file, points, options);
        Seen seen = withPoints.new Seen();
        withPoints.read(seen);
        if (options.decimal() != null || seen.evidence.stream().noneMatch(ColumnEvidence::hasOtherDecimals)) {
            return withPoints.filled(seen);
        }
        Dialect commas = new Dialect(
                points.encoding(), points.delimiter(), points.quote(), points.header(), ',', points.nullValues());
        SeparatedValues withCommas = new SeparatedValues(file, commas, options);
        Seen other = withCommas.new Seen();
        withCommas.read(other);
        return other.numeric() > seen.numeric() ? withCommas.filled(other) : withPoints.filled(seen);
    }

    private ReadTable filled(Seen seen) throws IOException, UnreadableFileException {
        if (seen.rows == 0) {
            throw UnreadableFileException.of(
                    Code.EMPTY_FILE, null, "the file has no rows" + (dialect.header() ? " below its header" : ""));
        }
        options.types().keySet().stream()
                .filter(name -> !seen.names.contains(name))
                .findFirst()
                .ifPresent(name -> seen.unknown = name);
        if (seen.unknown != null) {
            throw new UnreadableFileException(
                    Code.UNKNOWN_COLUMN,
                    null,
                    0,
                    seen.unknown,
                    null,
                    "is named in types, but the file has no such column");
        }
        List<ColumnReport> reports = new ArrayList<>();
        List<ColumnFilling> fillings = new ArrayList<>();
        for (int j = 0; j < seen.names.size(); j++) {
            String name = seen.names.get(j);
            Decision decision =
                    seen.evidence.get(j).decide(name, options.types().get(name));
            reports.add(decision.report());
            fillings.add(ColumnFilling.of(decision, dialect.decimal()));
        }
        read(new Filled(fillings));
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (int j = 0; j < fillings.size(); j++) {
            columns.put(seen.names.get(j), fillings.get(j).column());
        }
        return new ReadTable(new Table(columns), dialect, reports);
    }

    private void read(Records records) throws IOException, UnreadableFileException {
        try (Reader text = Charsets.open(file, Charset.forName(dialect.encoding()))) {
            records.read(
                    text, dialect.delimiter(), dialect.quote(), options.limits().record());
        }
    }

    private boolean isMissing(char[] text, int from, int to) {
        return to - from <= longestNull && nullValues.contains(new String(text, from, to - from));
    }

    /** The first time: names, the number of rows, and what all values say of the types. */
    private final class Seen extends Records {

        private final List<ColumnEvidence> evidence = new ArrayList<>();
        private final List<String> header = new ArrayList<>();
        private List<String> names = List.of();
        private long rows;
        private boolean begun;
        private @Nullable String unknown;
        private @Nullable String superfluous;

        @Override
        void value(long line, int column, char[] text, int from, int to, boolean quoted) {
            if (column >= options.limits().columns()) {
                return;
            }
            if (!begun && dialect.header()) {
                header.add(new String(text, from, to - from));
                return;
            }
            if (!begun) {
                header.add("");
                evidence.add(new ColumnEvidence(column + 1, dialect.decimal()));
            }
            if (column >= evidence.size()) {
                superfluous = new String(text, from, to - from);
            } else if (isMissing(text, from, to)) {
                evidence.get(column).missing();
            } else {
                evidence.get(column).add(line, text, from, to);
            }
        }

        @Override
        boolean ended(long line, int count) throws UnreadableFileException {
            if (count > options.limits().columns()) {
                throw UnreadableFileException.of(
                        Code.TOO_LARGE,
                        line,
                        "has " + count + " columns; the most are "
                                + options.limits().columns());
            }
            if (!begun) {
                begun = true;
                names = distinct(header);
                if (dialect.header()) {
                    for (int j = 1; j <= names.size(); j++) {
                        evidence.add(new ColumnEvidence(j, dialect.decimal()));
                    }
                    return true;
                }
            }
            if (count != names.size()) {
                throw ragged(line, count);
            }
            rows++;
            if (rows * names.size() > options.limits().cells()) {
                throw UnreadableFileException.of(
                        Code.TOO_LARGE,
                        line,
                        "is beyond the most values (rows × columns) that a table may have, "
                                + options.limits().cells() + " (DESCENT_MAX_CELLS)");
            }
            return true;
        }

        private UnreadableFileException ragged(long line, int count) {
            return new UnreadableFileException(
                    Code.RAGGED_ROW,
                    line,
                    Math.min(count, names.size()) + 1,
                    count < names.size() ? names.get(count) : null,
                    superfluous,
                    "has " + count + " values, where " + (dialect.header() ? "the header" : "the first row") + " has "
                            + names.size() + "; values that hold the delimiter `" + dialect.delimiter()
                            + "` need quotes");
        }

        private long numeric() {
            return evidence.stream().filter(ColumnEvidence::isNumeric).count();
        }
    }

    /** Names columns that have no name by their place, and tells those apart that have the same. */
    private static List<String> distinct(List<String> header) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (int j = 0; j < header.size(); j++) {
            String given = header.get(j).strip();
            String name = given.isEmpty() ? "column_" + (j + 1) : given;
            String free = name;
            for (int k = 2; taken.contains(free) || (k > 2 && header.contains(free)); k++) {
                free = name + "_" + k;
            }
            taken.add(free);
            names.add(free);
        }
        return List.copyOf(names);
    }

    /** The second time. */
    private final class Filled extends Records {

        private final List<ColumnFilling> fillings;
        private boolean begun;

        Filled(List<ColumnFilling> fillings) {
            this.fillings = fillings;
            this.begun = !dialect.header();
        }

        @Override
        void value(long line, int column, char[] text, int from, int to, boolean quoted) {
            if (!begun) {
                return;
            }
            if (isMissing(text, from, to)) {
                fillings.get(column).missing();
            } else {
                fillings.get(column).add(text, from, to);
            }
        }

        @Override
        boolean ended(long line, int count) {
            begun = true;
            return true;
        }
    }
}
