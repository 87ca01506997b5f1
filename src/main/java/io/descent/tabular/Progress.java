package io.descent.tabular;

/** Is told how far the reading of a file is. An exception that it throws ends the reading. */
@FunctionalInterface
public interface Progress {

    /** Nobody is told. */
    Progress NONE = _ -> {};

    /** Takes the number of rows that the present pass over the file has read. */
    void rows(long rows);
}
