package io.descent.fit;

/** Lasts until it is closed. */
@FunctionalInterface
public interface Watch extends AutoCloseable {
    @Override
    void close();
}
