package io.descent.optimize;

import io.descent.optimize.course.UnusableCheckpointException;
import io.descent.optimize.rule.Optimizer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link StateWriter} wrote; throws {@link UnusableCheckpointException} where it was something else. */
final class StateReader {

    private final ByteBuffer buffer;
    private final int version;

    StateReader(byte[] bytes) {
        buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < StateWriter.HEADER) {
            throw new UnusableCheckpointException("it is too short to be a checkpoint");
        }
        version = readInt();
        if (version < 1 || version > StateWriter.VERSION) {
            throw new UnusableCheckpointException("the checkpoint is of version " + version
                    + ", and this release reads those up to " + StateWriter.VERSION);
        }
        if (readInt() != StateWriter.checksum(bytes)) {
            throw new UnusableCheckpointException("the checkpoint is damaged");
        }
    }

    /** Returns the version of the writer. */
    int version() {
        return version;
    }

    int readInt() {
        return need(Integer.BYTES).getInt();
    }

    long readLong() {
        return need(Long.BYTES).getLong();
    }

    double readDouble() {
        return need(Double.BYTES).getDouble();
    }

    boolean readBoolean() {
        return need(1).get() != 0;
    }

    /** Reads one of the values of a type. */
    <E extends Enum<E>> @Nullable E readEnum(Class<E> type) {
        String name = readText();
        return name.isEmpty() ? null : Enum.valueOf(type, name);
    }

    String readText() {
        byte[] bytes = new byte[length(1)];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Reads into an array that must be as long as the one that was written. */
    void readInto(double[] values) {
        int length = length(Double.BYTES);
        if (length != values.length) {
            throw ofAnotherFit();
        }
        read(values);
    }

    double @Nullable [] readNullableDoubles() {
        int length = readInt();
        if (length < 0) {
            return null;
        }
        need((long) length * Double.BYTES);
        double[] values = new double[length];
        read(values);
        return values;
    }

    /** Reads an array that was not null. */
    double[] readDoubles() {
        double[] values = readNullableDoubles();
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
        int length = readInt();
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
        if (readInt() != value) {
            throw ofAnotherFit();
        }
    }

    /** Requires the next text to be the name of this optimizer. */
    void expect(Optimizer optimizer) {
        String name = readText();
        if (version == 1 ? !CheckpointVersion1.isOptimizer(name, optimizer.name()) : !name.equals(optimizer.name())) {
            throw ofAnotherFit();
        }
    }

    /** Reads the name of a pass. */
    String readPass() {
        String name = readText();
        return version == 1 ? CheckpointVersion1.pass(name) : name;
    }

    static UnusableCheckpointException ofAnotherFit() {
        return new UnusableCheckpointException("the checkpoint is of another fit");
    }
}
