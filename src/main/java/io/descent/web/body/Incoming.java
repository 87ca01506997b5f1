package io.descent.web.body;

import io.descent.web.body.Uploads.Upload;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a request, and what was said beside it. Closing removes the file.
 *
 * @param contentType as it was given; null where it was not
 * @param fileName as the sender calls it; null where it was not given
 * @param parameters those of the URL, and the fields of a form, which go before
 */
public record Incoming(
        Upload upload,
        @Nullable String contentType,
        @Nullable String fileName,
        Map<String, String> parameters) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        upload.close();
    }
}
