package io.descent.data.encode;

import io.descent.data.DoubleArray;
import io.descent.data.IntArray;
import io.descent.data.MatrixFile;
import io.descent.data.SparseRows;
import java.util.List;

/** The features of the rows of a table. */
public sealed interface EncodedRows {

    /** Row after row, zeros too. */
    record Dense(double[] values) implements EncodedRows {}

    /** Only what is not 0. */
    record Sparse(SparseRows rows) implements EncodedRows {}

    /** Rows that do not fit in memory. */
    record Mapped(MatrixFile file) implements EncodedRows {}

    static Dense dense(List<RowEncoder> encoders, int rows, int features) {
        Filling filling = new Filling(new double[Math.multiplyExact(rows, features)]);
        for (int row = 0; row < rows; row++) {
            filling.from = row * features;
            for (RowEncoder encoder : encoders) {
                encoder.encode(row, filling);
            }
        }
        return new Dense(filling.values);
    }

    static EncodedRows sparse(List<RowEncoder> encoders, int rows) {
        DoubleArray values = new DoubleArray();
        IntArray indices = new IntArray();
        int[] offsets = new int[rows + 1];
        RowEncoder.Sink storing = (feature, value) -> {
            if (value != 0) {
                values.add(value);
                indices.add(feature);
            }
        };
        for (int row = 0; row < rows; row++) {
            for (RowEncoder encoder : encoders) {
                encoder.encode(row, storing);
            }
            offsets[row + 1] = values.size();
        }
        return new Sparse(new SparseRows(values.drain(), indices.drain(), offsets));
    }

    /** Puts the features of a row where they belong in an array of all. */
    final class Filling implements RowEncoder.Sink {

        private final double[] values;
        private int from;

        private Filling(double[] values) {
            this.values = values;
        }

        @Override
        public void put(int feature, double value) {
            values[from + feature] = value;
        }
    }

    /** Counts what is not 0. */
    final class Counter implements RowEncoder.Sink {

        private long count;

        @Override
        public void put(int feature, double value) {
            count += value != 0 ? 1 : 0;
        }

        long count() {
            return count;
        }
    }
}
