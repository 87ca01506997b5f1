package io.descent.tabular;

/**
 * What a file may have, so that it cannot fill the memory.
 *
 * @param cells the most values: rows × columns
 * @param columns the most columns
 * @param record the longest row, in characters
 */
public record ReadLimits(long cells, int columns, int record) {

    private static final int COLUMNS = 16_384;
    private static final int RECORD = 16 << 20;

    /** Returns the usual limits with so many cells. */
    public static ReadLimits of(long cells) {
        return new ReadLimits(cells, COLUMNS, RECORD);
    }
}
