package io.descent.data;

/** A dataset that stores every feature of every row, in this heap or in a file. */
public sealed interface DenseRows extends Dataset permits DenseDataset, MappedDataset {

    @Override
    DenseRows select(int[] rows);

    /** Returns the rows one after the other in an array, for one thread at a time. */
    RowReader reader();
}
