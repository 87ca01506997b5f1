package io.descent.data;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs work in numbered parts that do not touch the same data, wherever there is a core for it. */
@FunctionalInterface
public interface Parallel {

    /** Runs one part after the other on the thread that asks for it. */
    Parallel ALONE = (count, part) -> IntStream.range(0, count).forEach(part);

    /** Runs the parts 0 … count − 1, and returns when all are done. */
    void run(int count, IntConsumer part);
}
