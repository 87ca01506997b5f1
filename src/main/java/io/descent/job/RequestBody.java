package io.descent.job;

import java.io.IOException;
import java.io.OutputStream;

/** A request that can be written down, to be run later. */
@FunctionalInterface
public interface RequestBody {

    /** Writes it as the bytes from which it can be read again. */
    void writeTo(OutputStream out) throws IOException;
}
