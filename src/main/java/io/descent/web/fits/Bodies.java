package io.descent.web.fits;

import io.descent.fit.prepare.FitRequest;
import io.descent.job.IdempotencyKey;
import io.descent.web.body.DecodedBody;
import io.descent.web.body.Uploads;
import io.descent.web.body.WebLimits;
import io.descent.wire.FitRequestReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

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
        InputStream body = DecodedBody.of(http, limits);
        if (key == null) {
            return new Read(reader.read(body), null);
        }
        MessageDigest sha256 = Uploads.sha256();
        FitRequest request = reader.read(new DigestInputStream(body, sha256));
        return new Read(request, new IdempotencyKey(key, HexFormat.of().formatHex(sha256.digest())));
    }
}
