package io.descent.data;

/**
 * How rows are cut into parts, each of which is summed alone, and by whichever thread is free: by how many they are and what a
 * part holds, so that the result does not depend on how many threads there are. Parts begin where tiles do, and few rows are one part.
 *
 * @param rows how many there are
 * @param tile how many rows are read at a time
 * @param count of the parts
 */
public record RowParts(int rows, int tile, int count) {

    private static final int MOST = 16;

    /** How many numbers all parts may hold together. */
    private static final double MOST_CELLS = 1 << 22;

    private static final double LEAST_ROWS = 1024;

    /** A part of fewer rows for each column would take as long to be added to the others as to be summed. */
    private static final double ROWS_FOR_EACH_COLUMN = 16;

    /**
     * Cuts rows.
     *
     * @param columns of the triangle that each part makes of its rows
     * @param cells how many numbers a part holds
     */
    public static RowParts of(int rows, int tile, int columns, double cells) {
        double worth = rows / Math.max(LEAST_ROWS, ROWS_FOR_EACH_COLUMN * columns);
        return new RowParts(rows, tile, (int) Math.clamp(Math.min(worth, MOST_CELLS / cells), 1, MOST));
    }

    /** Returns the first row of a part; of the one behind the last, how many rows there are. */
    public int first(int part) {
        long tiles = ((long) rows + tile - 1) / tile;
        return (int) Math.min(tiles * part / count * tile, rows);
    }
}
