package io.descent.tabular;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import io.descent.tabular.UnreadableFileException.Code;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** The words of a text, line by line, without what stands behind a {@code #}. */
final class LibsvmTokens implements AutoCloseable {

    private static final int LONGEST = 1000;

    private final BufferedReader in;
    private final ReadLimits limits;
    private final StringBuilder word = new StringBuilder();
    private long line = 1;
    private int number;
    private int next;

    LibsvmTokens(Reader in, ReadLimits limits) throws IOException {
        this.in = new BufferedReader(in, 1 << 16);
        this.limits = limits;
        this.next = this.in.read();
    }

    /** Moves to the first word of the next line that has one. */
    boolean nextRow() throws IOException, UnreadableFileException {
        while (next >= 0) {
            if (next == '\n') {
                line++;
                number = 0;
                next = in.read();
            } else if (nextInRow()) {
                return true;
            }
        }
        return false;
    }

    /** Moves to the next word of this line. */
    boolean nextInRow() throws IOException, UnreadableFileException {
        while (next == ' ' || next == '\t' || next == '\r') {
            next = in.read();
        }
        while (next == '#') {
            while (next >= 0 && next != '\n') {
                next = in.read();
            }
        }
        if (next < 0 || next == '\n') {
            return false;
        }
        number++;
        word.setLength(0);
        while (next > ' ' && next != '#') {
            if (word.length() == LONGEST) {
                throw refused(Code.TOO_LONG, "is longer than %d characters, the most of a word".formatted(LONGEST));
            }
            word.append((char) next);
            next = in.read();
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

    String text() {
        return word.toString();
    }

    double number(String text) throws UnreadableFileException {
        double value;
        try {
            value = JavaDoubleParser.parseDouble(text);
        } catch (NumberFormatException unreadable) {
            throw refused(Code.SYNTAX, "`%s` is not a number".formatted(Contradiction.shorten(text)));
        }
        if (!Double.isFinite(value)) {
            throw refused(Code.SYNTAX, "`%s` is not a finite number".formatted(Contradiction.shorten(text)));
        }
        return value;
    }

    int index(String text) throws UnreadableFileException {
        try {
            int index = Integer.parseInt(text);
            if (index >= 0) {
                return index;
            }
        } catch (NumberFormatException unreadable) {
            // told below
        }
        throw refused(Code.SYNTAX, "`%s` is not an index".formatted(Contradiction.shorten(text)));
    }

    /** Returns the refusal of the word. */
    UnreadableFileException refused(Code code, String detail) {
        return new UnreadableFileException(code, detail, line, number, text());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
