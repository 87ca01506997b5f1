package io.descent.tabular;

/**
 * How much of a file is read at most. Every refusal names the limit that it is due to.
 *
 * @param columns of a table
 * @param cellLength in characters
 * @param lineLength in characters
 */
public record ReadLimits(int columns, int cellLength, int lineLength) {

    /** What fits a service with a few GB. */
    public static final ReadLimits DEFAULT = new ReadLimits(16_384, 1 << 20, 1 << 24);

    public ReadLimits {
        if (columns < 1 || cellLength < 1 || lineLength < cellLength) {
            throw new IllegalArgumentException("limits are positive, and a line is as long as a cell or longer");
        }
    }
}
