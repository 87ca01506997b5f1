package io.descent.web.body;

import io.descent.job.StorageException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Puts the bodies of uploads into files, as they come in. */
public final class Uploads {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Supplier<Path> files;
    private final WebLimits limits;

    /**
     * Makes what receives uploads.
     *
     * @param files names files that do not exist yet
     */
    public Uploads(Supplier<Path> files, WebLimits limits) {
        this.files = files;
        this.limits = limits;
    }

    /**
     * A body in a file, which is gone once this is closed.
     *
     * @param bytes of the decoded body
     * @param sha256 of the same, in hexadecimal digits
     */
    public record Upload(Path file, long bytes, String sha256) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /** Receives the file of a request, which is its body or a part of that. */
    public Incoming receive(HttpServletRequest http) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        http.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        String type = http.getContentType();
        try (InputStream body = DecodedBody.ofUpload(http, limits)) {
            return type != null && type.regionMatches(true, 0, Form.TYPE, 0, Form.TYPE.length())
                    ? Form.read(http, body, parameters, this)
                    : new Incoming(receive(body), type, null, parameters);
        }
    }

    /** Receives a file. */
    Upload receive(InputStream body) throws IOException {
        Path file = files.get();
        try {
            return receive(body, file);
        } catch (IOException | RuntimeException | Error failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    private static Upload receive(InputStream body, Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                digest.update(buffer, 0, read);
                bytes += read;
                write(buffer, read, out);
            }
        }
        return new Upload(file, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static void write(byte[] buffer, int count, OutputStream out) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException failure) {
            throw StorageException.of(failure);
        }
    }

    /** Returns what hashes bodies. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
