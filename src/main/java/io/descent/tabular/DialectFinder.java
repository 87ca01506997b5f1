package io.descent.tabular;

import io.descent.tabular.NumberText.Kind;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds how a file of separated values is written, from its beginning; the decimal point is found from all of it, as the
 * types are.
 */
final class DialectFinder {

    private static final int SAMPLE = 1 << 16;
    private static final int ROWS = 100;
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    private DialectFinder() {}

    /** Returns the dialect with a decimal point, unless the options say otherwise. */
    static Dialect of(Path file, boolean tabs, ReadOptions options) throws IOException, UnreadableFileException {
        Charset charset = Charsets.of(file);
        String sample = sample(file, charset);
        char quote = options.quote() == null ? '"' : options.quote();
        char delimiter = options.delimiter() != null ? options.delimiter() : tabs ? '\t' : delimiter(sample, quote);
        List<List<String>> rows = rows(sample, delimiter, quote);
        boolean header = options.header() != null ? options.header() : !rows.isEmpty() && isHeader(rows.getFirst());
        return new Dialect(
                charset.name().toLowerCase(Locale.ROOT),
                delimiter,
                quote,
                header,
                options.decimal() == null ? '.' : options.decimal(),
                options.nullValues() == null ? Dialect.NULL_VALUES : options.nullValues());
    }

    private static String sample(Path file, Charset charset) throws IOException {
        char[] text = new char[SAMPLE];
        int size = 0;
        try (Reader reader = Charsets.open(file, charset)) {
            for (int read = reader.read(text); read > 0; read = reader.read(text, size, SAMPLE - size)) {
                size += read;
            }
        }
        return new String(text, 0, size);
    }

    /** Takes the delimiter that gives most rows the same number of values, of these the one that gives most. */
    private static char delimiter(String sample, char quote) throws IOException, UnreadableFileException {
        char best = ',';
        double most = 0;
        for (char candidate : DELIMITERS) {
            List<List<String>> rows = rows(sample, candidate, quote);
            Map<Integer, Integer> widths = new HashMap<>();
            rows.forEach(row -> widths.merge(row.size(), 1, Integer::sum));
            for (Map.Entry<Integer, Integer> width : widths.entrySet()) {
                double alike = (double) width.getValue() / rows.size();
                double score = width.getKey() < 2 ? 0 : alike * alike * alike * Math.log(width.getKey() + 1.0);
                if (score > most) {
                    most = score;
                    best = candidate;
                }
            }
        }
        return best;
    }

    private static List<List<String>> rows(String sample, char delimiter, char quote) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        Records records = new Records() {
            @Override
            void value(long line, int column, char[] text, int from, int to, boolean quoted) {
                row.add(new String(text, from, to - from));
            }

            @Override
            boolean ended(long line, int count) {
                rows.add(List.copyOf(row));
                row.clear();
                return rows.size() < ROWS;
            }
        };
        try {
            records.read(new StringReader(sample), delimiter, quote, SAMPLE + 1);
        } catch (UnreadableFileException cutOff) {
            // what there is of it was taken; the whole file is read again
        }
        if (sample.length() == SAMPLE && rows.size() > 1 && rows.size() < ROWS) {
            rows.removeLast();
        }
        return rows;
    }

    /** A row names columns unless one of its values is a number. */
    private static boolean isHeader(List<String> row) {
        return row.stream().noneMatch(value -> {
            char[] text = value.toCharArray();
            return NumberText.kind(text, 0, text.length, '.') != Kind.NONE
                    || NumberText.kind(text, 0, text.length, ',') != Kind.NONE;
        });
    }
}
