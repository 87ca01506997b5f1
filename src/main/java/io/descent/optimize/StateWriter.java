package io.descent.optimize;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Writes the state of a fit: numbers one after the other, for a {@link StateReader} to read in the same order. */
final class StateWriter {

    /** To be counted up whenever what is written changes. */
    static final int VERSION = 2;

    /** The version and the checksum of what follows. */
    static final int HEADER = 2 * Integer.BYTES;

    private ByteBuffer buffer = ByteBuffer.allocate(1024).position(HEADER);

    void put(int value) {
        room(Integer.BYTES).putInt(value);
    }

    void put(long value) {
        room(Long.BYTES).putLong(value);
    }

    void put(double value) {
        room(Double.BYTES).putDouble(value);
    }

    void put(boolean value) {
        room(1).put((byte) (value ? 1 : 0));
    }

    /** Writes which of the values of its type it is. */
    void put(@Nullable Enum<?> value) {
        put(value == null ? "" : value.name());
    }

    void put(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        put(bytes.length);
        room(bytes.length).put(bytes);
    }

    void put(double @Nullable [] values) {
        if (values == null) {
            put(-1);
            return;
        }
        put(values.length);
        int bytes = Math.multiplyExact(values.length, Double.BYTES);
        ByteBuffer target = room(bytes);
        target.asDoubleBuffer().put(values);
        target.position(target.position() + bytes);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            long needed = (long) buffer.position() + bytes;
            long roomier = Math.max(needed, Math.min(2L * buffer.capacity(), Integer.MAX_VALUE - 8));
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), Math.toIntExact(roomier)))
                    .position(buffer.position());
        }
        return buffer;
    }

    /** Returns all that was written. */
    byte[] bytes() {
        byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
        ByteBuffer.wrap(bytes).putInt(VERSION).putInt(checksum(bytes));
        return bytes;
    }

    static int checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, HEADER, bytes.length - HEADER);
        return (int) sum.getValue();
    }
}
