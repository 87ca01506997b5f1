package io.descent.data;

import java.util.stream.IntStream;

/** Some rows of many, spread over all of them. */
public final class Spread {

    private Spread() {}

    /**
     * Returns the numbers of some rows, rising: all where there are no more than may be. Else the rows are cut into stretches, and one of
     * each is drawn by chance, always the same one: rows often take turns, and every hundredth could be of one class.
     *
     * @param most how many there may be, at least 1
     */
    public static int[] of(int rows, int most) {
        if (rows <= most) {
            return IntStream.range(0, rows).toArray();
        }
        RandomStream random = RandomStream.of(0, RandomStream.Purpose.PICTURE);
        return IntStream.range(0, most)
                .map(i -> {
                    int from = (int) ((long) rows * i / most);
                    int to = (int) ((long) rows * (i + 1) / most);
                    return (int) random.uniform(from, to);
                })
                .toArray();
    }
}
