package io.descent.optimize.stretch;

import io.descent.data.Dataset;
import io.descent.data.ParameterShape;

/**
 * How a batch is cut into stretches of rows, each of which has sums of its own: by its size alone, so that these sums, added in
 * their order, are the same bits wherever the stretches are summed.
 *
 * @param numbersPerRow how many features a row has stored, in the mean
 * @param shape of the parameters
 */
public record BatchCut(double numbersPerRow, ParameterShape shape) {

    /** Rows are taken a tile at a time, so that a row is still in the cache when its gradient is added. */
    private static final int TILE_BYTES = 1 << 16;

    private static final int SMALLEST_TILE = 16;
    private static final int LARGEST_TILE = 256;

    private static final int MOST_PARTS = 16;

    /** Multiply-adds that are worth a part: some microseconds, several times what it takes to hand a part over. */
    private static final long WORTH_A_PART = 7000;

    /** The most numbers in the gradients of the parts together. */
    private static final int ROOM = 1 << 20;

    public static BatchCut of(Dataset data, ParameterShape shape) {
        return new BatchCut(2.0 * data.stored() / data.rows(), shape);
    }

    /** Returns how many rows are taken at a time, of batches of this many at most. */
    public int tile(int largest) {
        int tile = Math.clamp(TILE_BYTES / Double.BYTES / shape.features(), SMALLEST_TILE, LARGEST_TILE);
        return Math.min(largest, tile);
    }

    /** Returns how many stretches a batch of this many rows makes, a power of two. */
    public int parts(int rows) {
        double work = numbersPerRow * shape.outputs() * rows;
        long worth = Math.min((long) (work / WORTH_A_PART), rows);
        long most = Math.clamp(Math.min(worth, ROOM / shape.size()), 1, MOST_PARTS);
        return (int) Long.highestOneBit(most);
    }

    /** Returns the first row of a stretch, of {@code count} that a batch of {@code rows} makes, from its first row on. */
    public static int start(int rows, int count, int number) {
        return (int) ((long) rows * number / count);
    }
}
