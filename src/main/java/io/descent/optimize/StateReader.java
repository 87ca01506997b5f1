package io.descent.optimize;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link StateWriter} wrote; throws {@link UnusableCheckpointException} where it was something else. */
final class StateReader {

    private final ByteBuffer buffer;

    StateReader(byte[] bytes) {
        buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < StateWriter.HEADER) {
            throw new UnusableCheckpointException("it is too short to be a checkpoint");
        }
        int version = integer();
        if (version != StateWriter.VERSION) {
            throw new UnusableCheckpointException("the checkpoint is of version " + version + ", not of "
                    + StateWriter.VERSION + ", and cannot be read");
        }
        if (integer() != StateWriter.checksum(bytes)) {
            throw new UnusableCheckpointException("the checkpoint is damaged");
        }
    }

    int integer() {
        return need(Integer.BYTES).getInt();
    }

    long number() {
        return need(Long.BYTES).getLong();
    }

    double real() {
        return need(Double.BYTES).getDouble();
    }

    boolean truth() {
        return need(1).get() != 0;
    }

    /** Reads one of the values of a type. */
    <E extends Enum<E>> @Nullable E one(Class<E> type) {
        String name = text();
        return name.isEmpty() ? null : Enum.valueOf(type, name);
    }

    String text() {
        byte[] bytes = new byte[length(1)];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Reads into an array that must be as long as the one that was written. */
    void into(double[] values) {
        int length = length(Double.BYTES);
        if (length != values.length) {
            throw ofAnotherFit();
        }
        read(values);
    }

    double @Nullable [] reals() {
        int length = integer();
        if (length < 0) {
            return null;
        }
        need((long) length * Double.BYTES);
        double[] values = new double[length];
        read(values);
        return values;
    }

    /** Reads an array that was not null. */
    double[] array() {
        double[] values = reals();
        if (values == null) {
            throw ofAnotherFit();
        }
        return values;
    }

    private void read(double[] values) {
        buffer.asDoubleBuffer().get(values);
        buffer.position(buffer.position() + values.length * Double.BYTES);
    }

    private int length(int bytesEach) {
        int length = integer();
        if (length < 0) {
            throw ofAnotherFit();
        }
        need((long) length * bytesEach);
        return length;
    }

    private ByteBuffer need(long bytes) {
        if (buffer.remaining() < bytes) {
            throw ofAnotherFit();
        }
        return buffer;
    }

    /** Requires the next number to be this one. */
    void expect(int value) {
        if (integer() != value) {
            throw ofAnotherFit();
        }
    }

    /** Requires the next text to be this one. */
    void expect(String value) {
        if (!text().equals(value)) {
            throw ofAnotherFit();
        }
    }

    private static UnusableCheckpointException ofAnotherFit() {
        return new UnusableCheckpointException("the checkpoint is of another fit");
    }
}
