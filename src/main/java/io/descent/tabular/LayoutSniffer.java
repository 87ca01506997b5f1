package io.descent.tabular;

import io.descent.data.encode.ColumnType;
import io.descent.tabular.UnreadableFileException.Code;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a file is laid out. The delimiter is the one that divides the first rows into equally many cells, and into most of them. The first row
 * is a header, as pandas has it, unless all of its cells are numbers.
 */
final class LayoutSniffer {

    private static final int SAMPLE = 1 << 18;
    private static final char COMMENT = '#';

    /** Those that stand rarely within values first, so that a decimal comma does not divide. */
    private static final char[] DELIMITERS = {'\t', ';', ',', '|'};

    /** What Excel writes, and reads, at the top of a file. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\"?sep=(.)\"?\\R");

    private final SourceText source;
    private final Format format;
    private final ReadOptions options;

    LayoutSniffer(SourceText source, Format format, ReadOptions options) {
        this.source = source;
        this.format = format;
        this.options = options;
    }

    Layout sniff() throws IOException, UnreadableFileException {
        Sample sample = sample();
        String text = sample.text;
        int skipped = 0;
        Character delimiter = options.delimiter();
        Matcher separator = SEPARATOR_LINE.matcher(text);
        if (separator.lookingAt()) {
            delimiter = delimiter == null ? (Character) separator.group(1).charAt(0) : delimiter;
            text = text.substring(separator.end());
            skipped++;
        }
        Character comment = options.comment();
        if (comment == null) {
            int from = 0;
            for (int end = preambleEnd(text, 0); end > from; end = preambleEnd(text, from)) {
                comment = text.charAt(from) == COMMENT ? (Character) COMMENT : comment;
                from = end;
                skipped++;
            }
            text = text.substring(from);
        }
        Character skipping = options.comment();
        Character given = options.quote();
        char quote = given == null ? Dialect.QUOTE : given;
        char chosen = delimiter != null
                ? delimiter
                : format == Format.TSV ? '\t' : delimiter(text, sample.whole, quote, skipping);
        List<String> first = rows(text, sample.whole, chosen, quote, skipping).first();
        if (first.isEmpty()) {
            throw empty("holds no row");
        }
        if (first.size() > options.limits().columns()) {
            throw tooManyColumns(skipped + 1, options.limits());
        }
        return layout(first, chosen, quote, comment, skipped);
    }

    private Layout layout(List<String> first, char delimiter, char quote, @Nullable Character comment, int skipped)
            throws UnreadableFileException {
        Boolean given = options.header();
        boolean header = given == null ? isHeader(first) : given;
        List<String> notes = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i).indexOf(0) >= 0) {
                throw nul(skipped + 1, i + 1, first.get(i));
            }
            cells.add(header ? first.get(i).strip() : "");
        }
        if (header) {
            refuseTwice(cells, skipped + 1);
        } else if (options.expected().inOrder() && isExpectedWidth(first)) {
            cells = List.copyOf(options.expected().types().keySet());
        }
        List<String> names = Layout.names(cells, header ? notes : new ArrayList<>());
        return new Layout(delimiter, quote, comment, skipped, header, names, notes);
    }

    private boolean isHeader(List<String> first) {
        Expected expected = options.expected();
        return first.stream().allMatch(LayoutSniffer::isNumber)
                ? expected.inOrder() && expected.types().keySet().containsAll(first)
                : !(expected.inOrder() && isExpectedRow(first));
    }

    /** Tells whether a line has a value for each of the columns that are expected, and the name of none. */
    private boolean isExpectedRow(List<String> first) {
        SequencedMap<String, TypeChoice> expected = options.expected().types();
        if (!isExpectedWidth(first) || first.stream().map(String::strip).anyMatch(expected::containsKey)) {
            return false;
        }
        List<String> given = options.nullValues();
        List<String> missing = given == null ? Dialect.NULL_VALUES : given;
        int at = 0;
        for (TypeChoice choice : expected.values()) {
            String cell = first.get(at++).strip();
            if (choice.type() == ColumnType.NUMBER && !isNumber(cell) && !missing.contains(cell)) {
                return false;
            }
        }
        return true;
    }

    private boolean isExpectedWidth(List<String> first) {
        return first.size() == options.expected().types().size();
    }

    private void refuseTwice(List<String> header, int line) throws UnreadableFileException {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            if (options.expected().contains(name) && !seen.add(name)) {
                throw new UnreadableFileException(
                        Code.DUPLICATE,
                        "stands twice in the header, and is one of the columns that are wanted",
                        line,
                        i + 1,
                        name);
            }
        }
    }

    private char delimiter(String text, boolean whole, char quote, @Nullable Character comment) {
        char best = ',';
        double most = 0;
        int widest = 0;
        for (char candidate : DELIMITERS) {
            if (candidate != quote && (comment == null || candidate != comment)) {
                SampleRows rows = rows(text, whole, candidate, quote, comment);
                double consistency = rows.consistency();
                // decimal commas divide n cells into n + 1
                int width = rows.first().size() - (candidate == ',' ? 2 : 0);
                if (consistency > most || (consistency == most && consistency > 0 && width > widest)) {
                    best = candidate;
                    most = consistency;
                    widest = width;
                }
            }
        }
        return best;
    }

    private SampleRows rows(String text, boolean whole, char delimiter, char quote, @Nullable Character comment) {
        return SampleRows.of(
                text, whole, delimiter, quote, comment, options.limits().cellLength());
    }

    private static boolean isNumber(String cell) {
        char[] text = cell.strip().toCharArray();
        return text.length > 0 && new NumberSyntax().kind(text, 0, text.length) != Kind.TEXT;
    }

    /** Returns where the comment or empty line that begins here ends; where it begins if it is neither. */
    private static int preambleEnd(String text, int from) {
        int end = from;
        if (end < text.length() && text.charAt(end) == COMMENT) {
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
        }
        return text.startsWith("\r\n", end)
                ? end + 2
                : end < text.length() && (text.charAt(end) == '\n' || text.charAt(end) == '\r') ? end + 1 : end;
    }

    private record Sample(String text, boolean whole) {}

    /** Reads the beginning of the file, the whole first line at least. */
    private Sample sample() throws IOException, UnreadableFileException {
        int limit = options.limits().lineLength();
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[1 << 13];
        boolean lineEnds = false;
        try (Reader reader = source.open()) {
            while (text.length() < SAMPLE || !lineEnds) {
                int count = reader.read(buffer, 0, buffer.length);
                if (count < 0) {
                    return new Sample(text.toString(), true);
                }
                for (int i = 0; i < count && !lineEnds; i++) {
                    lineEnds = buffer[i] == '\n' || buffer[i] == '\r';
                }
                text.append(buffer, 0, count);
                if (!lineEnds && text.length() > limit) {
                    throw tooLong(1, 0, "line", limit, text.substring(0, Contradiction.LONGEST + 1));
                }
            }
        }
        return new Sample(text.toString(), false);
    }

    static UnreadableFileException empty(String what) {
        return new UnreadableFileException(Code.EMPTY, "the file " + what, 0, 0, null);
    }

    static UnreadableFileException nul(long line, int column, String text) {
        return new UnreadableFileException(
                Code.NUL,
                "has a zero byte, which no text has; if it is UTF-16 without a mark, name its encoding",
                line,
                column,
                text.replace('\0', '␀'));
    }

    static UnreadableFileException tooManyColumns(long line, ReadLimits limits) {
        return new UnreadableFileException(
                Code.TOO_MANY_COLUMNS,
                "has more than %d columns, the most that are read".formatted(limits.columns()),
                line,
                limits.columns() + 1,
                null);
    }

    static UnreadableFileException tooLong(long line, int column, String what, int limit, @Nullable String text) {
        return new UnreadableFileException(
                Code.TOO_LONG,
                "a %s is longer than %d characters, the most that are read; often a quote before it was not closed"
                        .formatted(what, limit),
                line,
                column,
                text);
    }
}
