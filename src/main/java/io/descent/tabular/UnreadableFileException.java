package io.descent.tabular;

import org.jspecify.annotations.Nullable;

/** Thrown for a file that cannot be read; says where, why, and what to do. */
public final class UnreadableFileException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with a file. */
    public enum Code {
        EMPTY,
        RAGGED,
        UNTERMINATED_QUOTE,
        TEXT_AFTER_QUOTE,
        ENCODING,
        NUL,
        TOO_LONG,
        TOO_MANY_COLUMNS,
        TOO_LARGE,
        AMBIGUOUS_DATE,
        WRONG_TYPE,
        UNKNOWN_COLUMN,
        DUPLICATE,
        SYNTAX,
        WRONG_FORMAT
    }

    private final Code code;
    private final String detail;
    private final long line;
    private final int column;
    private final @Nullable String text;

    /**
     * Makes the exception.
     *
     * @param detail a sentence that says why, and what to do
     * @param line from 1 on, 0 if it is none alone
     * @param column the number of the cell, or in NDJSON of the character, from 1 on; 0 if it is none alone
     * @param text what stands there, shortened
     */
    UnreadableFileException(Code code, String detail, long line, int column, @Nullable String text) {
        super(detail);
        this.code = code;
        this.detail = detail;
        this.line = line;
        this.column = column;
        this.text = text == null ? null : Contradiction.shorten(text);
    }

    /** Returns what kind of mistake it is. */
    public Code code() {
        return code;
    }

    /** Returns why the file cannot be read, and what to do. */
    public String detail() {
        return detail;
    }

    /** Returns the line from 1 on; 0 if it is none alone. */
    public long line() {
        return line;
    }

    /** Returns the cell of the line, or in NDJSON the character, from 1 on; 0 if it is none alone. */
    public int column() {
        return column;
    }

    /** Returns what stands there, shortened; null where nothing does. */
    public @Nullable String text() {
        return text;
    }
}
