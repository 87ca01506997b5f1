package io.descent.inference;

import java.util.function.IntConsumer;

/** Runs work in numbered parts that do not touch the same data, wherever there is a core for it. */
@FunctionalInterface
public interface Parallel {

    /** Runs the parts 0 … count − 1, and returns when all are done. */
    void run(int count, IntConsumer part);
}
