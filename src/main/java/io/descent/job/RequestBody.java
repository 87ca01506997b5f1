package io.descent.job;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A request that can be written down, to be run later. */
@FunctionalInterface
public interface RequestBody {

    /** Writes it as the bytes from which it can be read again. */
    void writeTo(OutputStream out) throws IOException;

    /** Returns the fit that it refers to; null where it refers to none. */
    default @Nullable String earlierFit() {
        return null;
    }

    /** Returns the stored dataset whose rows it is to be run on; null where it has its own. */
    default @Nullable String dataset() {
        return null;
    }

    /** Returns the stored dataset that it is to be validated with; null where it has its own, or none. */
    default @Nullable String validationDataset() {
        return null;
    }
}
