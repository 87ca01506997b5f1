package io.descent.tabular;

import java.io.IOException;

/** Takes the rows of a file, cell by cell. */
interface Cells {

    /** What the format itself says about a cell. */
    enum Origin {
        /** Nothing: its text tells what it is. */
        PLAIN,
        /** It is a text, not a number or boolean. */
        STRING,
        /** It is missing. */
        NULL
    }

    /** Returns the place of the column with this name, a new one at the end if there is none. */
    int columnOf(String name, long line) throws UnreadableFileException;

    /** Takes a cell of the present row; the array may change afterwards. */
    void cell(int column, Origin origin, long line, char[] text, int offset, int length) throws UnreadableFileException;

    /** Ends the row; columns of which it had no cell are missing in it. */
    void endRow() throws IOException, UnreadableFileException;
}
