package io.descent.access;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An event in the chain: its hash is that of the entry before and of all that it tells itself, so that none can be changed,
 * added or taken away without all that follow.
 *
 * @param number from 1 on, without gaps
 * @param previous the hash of the entry before
 */
public record AuditEntry(long number, AuditEvent event, byte[] previous, byte[] hash) {

    private static final int HASH_BYTES = 32;

    /** Of the bytes that are hashed. */
    private static final byte FORM = 1;

    /** Returns what stands before the first. */
    public static byte[] beginning() {
        return new byte[HASH_BYTES];
    }

    /** Returns an event as the entry after another. */
    public static AuditEntry after(long lastNumber, byte[] lastHash, AuditEvent event) {
        long number = lastNumber + 1;
        return new AuditEntry(number, event, lastHash, hash(number, event, lastHash));
    }

    /** Tells whether it is what it was when it was added. */
    public boolean isWhole() {
        return Arrays.equals(hash, hash(number, event, previous));
    }

    /** Tells whether it follows another. */
    public boolean follows(long lastNumber, byte[] lastHash) {
        return number == lastNumber + 1 && Arrays.equals(previous, lastHash);
    }

    /** Each text stands after its length, so that no two events are the same bytes. */
    private static byte[] hash(long number, AuditEvent event, byte[] previous) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.write(previous);
            out.writeLong(number);
            out.writeLong(event.at().toEpochMilli());
            write(event.tenant() == null ? null : event.tenant().name(), out);
            write(event.who(), out);
            write(event.method(), out);
            write(event.route(), out);
            write(event.resource(), out);
            write(event.address(), out);
            out.writeInt(event.status());
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static void write(@Nullable String text, DataOutputStream out) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
