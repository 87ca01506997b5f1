package io.descent.web.body;

import com.github.luben.zstd.ZstdInputStream;
import io.descent.web.problem.BodyTooLargeException;
import io.descent.web.problem.UndecodableBodyException;
import io.descent.web.problem.UnsupportedEncodingException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The body of a request without its {@code Content-Encoding}: gzip, zstd or none. */
public final class DecodedBody {

    private DecodedBody() {}

    /** Returns the body; what is limited is the decoded one, so that a small one cannot fill the memory. */
    public static InputStream of(HttpServletRequest http, WebLimits limits) throws IOException {
        return of(http, http.getInputStream(), limits.body(), WebLimits.BODY);
    }

    /** Returns the body of an upload. */
    static InputStream ofUpload(HttpServletRequest http, WebLimits limits) throws IOException {
        return of(http, http.getInputStream(), limits.upload(), WebLimits.UPLOAD);
    }

    private static InputStream of(HttpServletRequest http, InputStream body, long limit, String setting)
            throws IOException {
        if (http.getContentLengthLong() > limit) {
            throw new BodyTooLargeException(limit, setting);
        }
        return new LimitedInputStream(decoded(http.getHeader(HttpHeaders.CONTENT_ENCODING), body), limit, setting);
    }

    private static InputStream decoded(@Nullable String encoding, InputStream body) throws IOException {
        String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "identity" -> body;
            case "gzip", "x-gzip" -> Decoding.of("gzip", body, GZIPInputStream::new);
            case "zstd" -> Decoding.of("zstd", body, ZstdInputStream::new);
            default -> throw new UnsupportedEncodingException(name);
        };
    }

    /** Tells of bytes that are not what the encoding says, and leaves what goes wrong with the connection as it is. */
    private static final class Decoding extends FilterInputStream {

        private final String encoding;
        private final Source source;

        private Decoding(String encoding, Source source, InputStream decoder) {
            super(decoder);
            this.encoding = encoding;
            this.source = source;
        }

        /** Makes what decodes a stream. */
        @FunctionalInterface
        interface Decoder {
            InputStream over(InputStream encoded) throws IOException;
        }

        static InputStream of(String encoding, InputStream body, Decoder decoder) throws IOException {
            Source source = new Source(body);
            try {
                return new Decoding(encoding, source, decoder.over(source));
            } catch (IOException failure) {
                if (source.failed) {
                    throw failure;
                }
                throw new UndecodableBodyException(encoding);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return in.read(into, offset, length);
            } catch (IOException failure) {
                if (source.failed) {
                    throw failure;
                }
                throw new UndecodableBodyException(encoding);
            }
        }
    }

    /** Knows whether it was the connection that failed. */
    private static final class Source extends FilterInputStream {

        private boolean failed;

        Source(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException failure) {
                failed = true;
                throw failure;
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return in.read(into, offset, length);
            } catch (IOException failure) {
                failed = true;
                throw failure;
            }
        }
    }
}
