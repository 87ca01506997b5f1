package io.descent.web.fits;

import io.descent.fit.prepare.FitRequest;
import io.descent.job.IdempotencyKey;
import io.descent.web.problem.BodyTooLargeException;
import io.descent.web.problem.UnsupportedEncodingException;
import io.descent.wire.FitRequestReader;
import io.descent.wire.MalformedJsonException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Reads the bodies of requests for fits, however long they are. */
final class Bodies {

    private final FitRequestReader reader;
    private final WebLimits limits;

    Bodies(FitRequestReader reader, WebLimits limits) {
        this.reader = reader;
        this.limits = limits;
    }

    /** A request, and what makes a retry of it safe, where its caller wants that. */
    record Read(FitRequest request, @Nullable IdempotencyKey key) {}

    Read read(HttpServletRequest http, @Nullable String key) throws IOException {
        long limit = limits.maxBodyBytes();
        if (http.getContentLengthLong() > limit) {
            throw new BodyTooLargeException(limit);
        }
        InputStream body = new LimitedInputStream(decoded(http), limit);
        if (key == null) {
            return new Read(reader.read(body), null);
        }
        MessageDigest sha256 = sha256();
        FitRequest request = reader.read(new DigestInputStream(body, sha256));
        return new Read(request, new IdempotencyKey(key, HexFormat.of().formatHex(sha256.digest())));
    }

    /** What is limited is the decoded body, so that a small one cannot fill the memory. */
    private static InputStream decoded(HttpServletRequest http) throws IOException {
        String encoding = http.getHeader(HttpHeaders.CONTENT_ENCODING);
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity" -> http.getInputStream();
            case "gzip", "x-gzip" -> {
                try {
                    yield new GZIPInputStream(http.getInputStream());
                } catch (ZipException | EOFException other) {
                    throw new MalformedJsonException("the body is not gzip, as Content-Encoding says", null);
                }
            }
            default -> throw new UnsupportedEncodingException(encoding);
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
