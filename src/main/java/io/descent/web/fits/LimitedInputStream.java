package io.descent.web.fits;

import io.descent.web.problem.BodyTooLargeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body that may not be longer than a limit. */
final class LimitedInputStream extends FilterInputStream {

    private final long limit;
    private long left;

    LimitedInputStream(InputStream body, long limit) {
        super(body);
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            count(1);
        }
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw new BodyTooLargeException(limit);
        }
    }
}
