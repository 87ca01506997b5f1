package io.descent.data;

import java.util.List;

/**
 * Where an engine finds the rows of a fit. A {@link Dataset} is one in this heap; rows that lie elsewhere are read there by
 * an engine that can reach them.
 */
public interface RowSource {

    /** Returns the number of rows, at least 1. */
    int rows();

    /** Returns the names of the features. */
    List<String> featureNames();

    /** Returns the rows in this heap; an engine that reads them elsewhere does not ask for it. */
    Dataset inMemory();
}
