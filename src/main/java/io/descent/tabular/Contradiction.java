package io.descent.tabular;

/**
 * A value that a narrower type does not have.
 *
 * @param line where its row begins, from 1 on
 * @param column the number of the cell in its row, from 1 on
 * @param text shortened
 */
public record Contradiction(long line, int column, String text) {

    static final int LONGEST = 60;

    /** Returns a text with at most {@link #LONGEST} characters, whole code points. */
    static String shorten(char[] buffer, int from, int length) {
        if (length <= LONGEST) {
            return new String(buffer, from, length);
        }
        int kept = Character.isHighSurrogate(buffer[from + LONGEST - 2]) ? LONGEST - 2 : LONGEST - 1;
        return new String(buffer, from, kept) + "…";
    }

    static String shorten(String text) {
        return text.length() <= LONGEST ? text : shorten(text.toCharArray(), 0, text.length());
    }
}
