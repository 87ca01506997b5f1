package io.descent.web.body;

import io.descent.web.problem.BodyTooLargeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body that may not be longer than a limit. */
public final class LimitedInputStream extends FilterInputStream {

    private final long limit;
    private final String setting;
    private long left;

    /**
     * Makes one.
     *
     * @param setting what the limit is called, to be told
     */
    public LimitedInputStream(InputStream body, long limit, String setting) {
        super(body);
        this.limit = limit;
        this.setting = setting;
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
            throw new BodyTooLargeException(limit, setting);
        }
    }
}
