package io.descent.optimize;

import io.descent.data.FeatureScaling;
import io.descent.optimize.stretch.AbortedException;
import io.descent.optimize.stretch.RemoteRows;
import io.descent.optimize.stretch.Stretch;
import io.descent.optimize.stretch.StretchWork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Holds rows as another machine would: everything that comes and goes is bytes on its way. */
final class SerializedHost implements RemoteRows.Host {

    int works;

    @Override
    public RemoteRows take(int count, IntFunction<Stretch> rows, FeatureScaling scaling) {
        List<Stretch> own = IntStream.range(0, count)
                .mapToObj(number -> sent(rows.apply(number)))
                .toList();
        List<Stretch> scaled =
                own.stream().map(stretch -> stretch.scaled(sent(scaling))).toList();
        return new RemoteRows() {
            @Override
            public List<double[]> each(Units units, StretchWork work, BooleanSupplier aborted) {
                if (aborted.getAsBoolean()) {
                    throw new AbortedException();
                }
                works++;
                StretchWork there = sent(work);
                return (units == Units.DATA ? own : scaled)
                        .reversed().stream().map(there::over).toList().reversed();
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }

    @SuppressWarnings("unchecked")
    static <T extends Serializable> T sent(T value) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(value);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return (T) in.readObject();
            }
        } catch (IOException | ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
