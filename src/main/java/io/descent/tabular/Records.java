package io.descent.tabular;

import java.io.IOException;

/** The rows of a file, which can be read again and again. */
interface Records {

    /** Reads the first rows, at most so many. */
    void read(Cells cells, long most) throws IOException, UnreadableFileException;
}
