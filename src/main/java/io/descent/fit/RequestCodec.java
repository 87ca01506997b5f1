package io.descent.fit;

import io.descent.fit.prepare.FitRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes requests down and reads them again, with every number the same. */
public interface RequestCodec {

    /** Writes a request that had no mistakes. */
    void write(FitRequest request, OutputStream out) throws IOException;

    /** Reads what {@link #write} has written. */
    FitRequest read(InputStream in) throws IOException;
}
