package io.descent.tabular;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import io.descent.tabular.UnreadableFileException.Code;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * The words of a text, line by line, without what stands behind a {@code #}. Numbers are read where the word stands, so that no
 * text is made for each of them.
 */
final class LibsvmTokens implements AutoCloseable {

    private static final int LONGEST = 1000;
    private static final char[] QID = {'q', 'i', 'd', ':'};

    private final Reader in;
    private final ReadLimits limits;
    private final char[] buffer = new char[1 << 16];
    private int at;
    private int filled;
    private int start;
    private long line = 1;
    private int number;

    LibsvmTokens(Reader in, ReadLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** Returns the next character, which stays the next one; below 0 at the end. The word that begins at {@code kept} stays. */
    private int peek(int kept) throws IOException {
        if (at == filled) {
            System.arraycopy(buffer, kept, buffer, 0, at - kept);
            start -= kept;
            at -= kept;
            filled = at;
            int count = in.read(buffer, filled, buffer.length - filled);
            if (count < 0) {
                return -1;
            }
            filled += count;
        }
        return buffer[at];
    }

    /** Moves to the first word of the next line that has one. */
    boolean nextRow() throws IOException, UnreadableFileException {
        for (int next = peek(at); next >= 0; next = peek(at)) {
            if (next == '\n') {
                line++;
                number = 0;
                at++;
            } else if (nextInRow()) {
                return true;
            }
        }
        return false;
    }

    /** Moves to the next word of this line. */
    boolean nextInRow() throws IOException, UnreadableFileException {
        int next = peek(at);
        while (next == ' ' || next == '\t' || next == '\r') {
            at++;
            next = peek(at);
        }
        if (next == '#') {
            while (next >= 0 && next != '\n') {
                at++;
                next = peek(at);
            }
        }
        start = at;
        if (next < 0 || next == '\n') {
            return false;
        }
        number++;
        while (next > ' ' && next != '#') {
            if (at - start == LONGEST) {
                throw refused(Code.TOO_LONG, "is longer than %d characters, the most of a word".formatted(LONGEST));
            }
            at++;
            next = peek(start);
        }
        if (next >= 0 && next < ' ' && next != '\n' && next != '\t' && next != '\r') {
            throw refused(Code.NUL, "a control character follows, which is no text");
        }
        if (number > limits.columns() + 1) {
            throw refused(
                    Code.TOO_MANY_COLUMNS,
                    "is beyond the %d values of a row that are read".formatted(limits.columns()));
        }
        return true;
    }

    /** Tells whether the word groups rows for a ranking. */
    boolean isQuery() {
        return at - start >= QID.length && Arrays.equals(buffer, start, start + QID.length, QID, 0, QID.length);
    }

    /** Returns how many characters stand before the colon of the word; below 0 if it has none. */
    int colon() {
        for (int i = start; i < at; i++) {
            if (buffer[i] == ':') {
                return i - start;
            }
        }
        return -1;
    }

    /** Returns the number that the word is from one of its characters on. */
    double number(int from) throws UnreadableFileException {
        int begin = start + from;
        double value;
        try {
            value = JavaDoubleParser.parseDouble(buffer, begin, at - begin);
        } catch (NumberFormatException unreadable) {
            throw refused(Code.SYNTAX, "`%s` is not a number".formatted(shown(begin, at)));
        }
        if (!Double.isFinite(value)) {
            throw refused(Code.SYNTAX, "`%s` is not a finite number".formatted(shown(begin, at)));
        }
        return value;
    }

    /** Returns the index that the first characters of the word are. */
    int index(int length) throws UnreadableFileException {
        long index = 0;
        for (int i = start; i < start + length; i++) {
            int digit = buffer[i] - '0';
            index = index * 10 + digit;
            if (digit < 0 || digit > 9 || index > Integer.MAX_VALUE) {
                throw refused(Code.SYNTAX, "`%s` is not an index".formatted(shown(start, start + length)));
            }
        }
        return (int) index;
    }

    private String shown(int from, int to) {
        return Contradiction.shorten(buffer, from, to - from);
    }

    /** Returns the refusal of the word. */
    UnreadableFileException refused(Code code, String detail) {
        return new UnreadableFileException(code, detail, line, number, new String(buffer, start, at - start));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
