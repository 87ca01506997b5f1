package io.descent.web.body;

import io.descent.schema.InvalidRequestException;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.web.body.Uploads.Upload;
import io.descent.web.problem.UndecodableBodyException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.fileupload2.core.AbstractRequestContext;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletDiskFileUpload;
import org.jspecify.annotations.Nullable;

/** A body of the type {@code multipart/form-data}: one file, and fields beside it. */
final class Form {

    static final String TYPE = "multipart/form-data";

    /** A field is a name, a choice or the settings of a fit. */
    private static final int LONGEST_FIELD = 1 << 20;

    private static final int MOST_PARTS = 50;

    private final Map<String, String> fields = new LinkedHashMap<>();
    private @Nullable Upload file;
    private @Nullable String contentType;
    private @Nullable String fileName;

    private Form() {}

    /** Reads a body; its file is received as it comes in. */
    static Incoming read(HttpServletRequest http, InputStream body, Map<String, String> parameters, Uploads uploads)
            throws IOException {
        Form form = new Form();
        form.fields.putAll(parameters);
        try {
            JakartaServletDiskFileUpload parser = new JakartaServletDiskFileUpload();
            FileItemInputIterator parts = parser.getItemIterator(new Body(http, body));
            for (int count = 0; parts.hasNext(); count++) {
                if (count == MOST_PARTS) {
                    throw refused(Mistake.Code.TOO_LARGE, "must have at most " + MOST_PARTS + " parts");
                }
                form.add(parts.next(), uploads);
            }
            if (form.file == null) {
                throw refused(
                        Mistake.Code.REQUIRED, "has no file: give a part with a file name, as curl -F file=@… does");
            }
            return new Incoming(form.file, form.contentType, form.fileName, form.fields);
        } catch (FileUploadException malformed) {
            form.close();
            throw new UndecodableBodyException(TYPE);
        } catch (IOException | RuntimeException | Error failure) {
            form.close();
            throw failure;
        }
    }

    private void add(FileItemInput part, Uploads uploads) throws IOException {
        String name = String.valueOf(part.getFieldName());
        // a file of settings is a field all the same
        if (part.isFormField() || name.equals("settings")) {
            fields.put(name, text(name, part.getInputStream()));
        } else if (file != null) {
            throw refused(Mistake.Code.CONFLICT, "must hold one file, not several");
        } else {
            contentType = part.getContentType();
            fileName = part.getName();
            file = uploads.receive(part.getInputStream());
        }
    }

    private static String text(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST_FIELD + 1);
        if (bytes.length > LONGEST_FIELD) {
            throw refused(
                    Mistake.Code.TOO_LARGE,
                    "has a part `" + name + "` of more than " + LONGEST_FIELD + " bytes that is no file");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static InvalidRequestException refused(Mistake.Code code, String detail) {
        Mistakes mistakes = new Mistakes();
        mistakes.add("", code, detail);
        return new InvalidRequestException(mistakes);
    }

    private void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    /** The body as the parser wants it. */
    private static final class Body extends AbstractRequestContext<HttpServletRequest> {

        private final HttpServletRequest http;
        private final InputStream body;

        Body(HttpServletRequest http, InputStream body) {
            super(http::getHeader, http::getContentLengthLong, http);
            this.http = http;
            this.body = body;
        }

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return http.getContentType();
        }

        @Override
        public InputStream getInputStream() {
            return body;
        }
    }
}
