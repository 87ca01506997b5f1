package io.descent.tabular;

import org.jspecify.annotations.Nullable;

/** A file is not what it is said to be, or more than is taken. */
public final class UnreadableFileException extends Exception {

    private static final long serialVersionUID = 1;
    private static final int SHOWN = 60;

    /** What is wrong. */
    public enum Code {
        EMPTY_FILE,
        RAGGED_ROW,
        UNTERMINATED_QUOTE,
        NOT_TEXT,
        MALFORMED,
        TOO_LARGE,
        AMBIGUOUS_DATE,
        WRONG_TYPE,
        UNKNOWN_COLUMN
    }

    private final Code code;
    private final @Nullable Long line;
    private final int field;
    private final @Nullable String column;
    private final @Nullable String text;

    UnreadableFileException(
            Code code, @Nullable Long line, int field, @Nullable String column, @Nullable String text, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.line = line;
        this.field = field;
        this.column = column;
        this.text = text == null ? null : shown(text);
    }

    public Code code() {
        return code;
    }

    /** Returns the line, from 1 on; null where the whole file is meant. */
    public @Nullable Long line() {
        return line;
    }

    /** Returns the number of the value in its row, from 1 on; 0 where none is meant. */
    public int field() {
        return field;
    }

    /** Returns the name of the column; null where none is meant. */
    public @Nullable String column() {
        return column;
    }

    /** Returns the text that is wrong, or how it begins; null for none. */
    public @Nullable String text() {
        return text;
    }

    /** Makes one of a file, or of a row of it. */
    static UnreadableFileException of(Code code, @Nullable Long line, String detail) {
        return new UnreadableFileException(code, line, 0, null, null, detail);
    }

    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
