package io.descent.dataset;

import static io.descent.schema.Mistake.Code.LENGTH_MISMATCH;
import static io.descent.schema.Mistake.Code.NOT_FINITE;
import static io.descent.schema.Mistake.Code.OUT_OF_RANGE;
import static io.descent.schema.Mistake.Code.TOO_LARGE;

import io.descent.data.SparseRows;
import io.descent.schema.Mistakes;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the parts of sparse rows go together. A part that is not there, because its mistake is known, is left
 * alone, and the others are checked as far as they can be without it.
 */
record CsrCheck(DatasetDraft.Csr csr, String pointer, long maxCells, Mistakes mistakes) {

    private static final int CELLS_OF_A_FEATURE = 16;

    /** Returns the rows with the features of each in rising order, none stored twice; null where there are mistakes. */
    @Nullable
    SparseRows rows() {
        long before = mistakes.count();
        shape();
        indptr();
        indices();
        double[] data = csr.data();
        int[] indices = csr.indices();
        int[] indptr = csr.indptr();
        if (data == null || indices == null || indptr == null || mistakes.count() > before) {
            return null;
        }
        SparseRows rows = new SparseRows(data, indices, indptr).canonical();
        sums(rows);
        return mistakes.count() > before ? null : rows;
    }

    private void shape() {
        int[] shape = csr.shape();
        String place = Mistakes.at(pointer, "shape");
        if (shape == null) {
            return;
        }
        if (shape.length != 2) {
            mistakes.add(place, LENGTH_MISMATCH, "must be two numbers: how many rows, how many features");
            return;
        }
        for (int axis = 0; axis < 2; axis++) {
            if (shape[axis] == 0) {
                mistakes.add(Mistakes.at(place, axis), OUT_OF_RANGE, "must be at least 1, not 0");
            }
        }
        // a short request can name any number of features, each of which costs its name and several parameters
        long mostFeatures = Math.max(maxCells / CELLS_OF_A_FEATURE, 1);
        if (shape[1] > mostFeatures) {
            mistakes.add(
                    Mistakes.at(place, 1),
                    TOO_LARGE,
                    "must be at most " + mostFeatures + " (DESCENT_MAX_CELLS / " + CELLS_OF_A_FEATURE + "), not "
                            + shape[1]);
        }
    }

    private @Nullable Integer extent(int axis) {
        int[] shape = csr.shape();
        return shape == null || shape.length != 2 ? null : (Integer) shape[axis];
    }

    private void indptr() {
        int[] indptr = csr.indptr();
        String place = Mistakes.at(pointer, "indptr");
        if (indptr == null) {
            return;
        }
        Integer rows = extent(0);
        if (indptr.length == 0 || (rows != null && indptr.length != rows + 1L)) {
            mistakes.add(
                    place,
                    LENGTH_MISMATCH,
                    rows == null
                            ? "must hold one number more than there are rows"
                            : "must hold one number more than `shape` has rows: " + (rows + 1L) + ", not "
                                    + indptr.length);
            return;
        }
        if (indptr[0] != 0) {
            mistakes.add(Mistakes.at(place, 0), OUT_OF_RANGE, "must be 0, not " + indptr[0]);
        }
        for (int i = 1; i < indptr.length; i++) {
            if (indptr[i] < indptr[i - 1]) {
                mistakes.add(
                        Mistakes.at(place, i),
                        OUT_OF_RANGE,
                        "must be at least the number before it: " + indptr[i - 1] + ", not " + indptr[i]);
            }
        }
        double[] data = csr.data();
        int last = indptr.length - 1;
        if (data != null && indptr[last] != data.length) {
            mistakes.add(
                    Mistakes.at(place, last),
                    LENGTH_MISMATCH,
                    "must be how many numbers `data` holds: " + data.length + ", not " + indptr[last]);
        }
    }

    private void indices() {
        int[] indices = csr.indices();
        String place = Mistakes.at(pointer, "indices");
        if (indices == null) {
            return;
        }
        double[] data = csr.data();
        if (data != null && indices.length != data.length) {
            mistakes.add(
                    place,
                    LENGTH_MISMATCH,
                    "must hold as many numbers as `data`: " + data.length + ", not " + indices.length);
        }
        Integer features = extent(1);
        for (int p = 0; features != null && features > 0 && p < indices.length; p++) {
            if (indices[p] >= features) {
                mistakes.add(
                        Mistakes.at(place, p),
                        OUT_OF_RANGE,
                        "must be less than the number of features, " + features + ", not " + indices[p]);
            }
        }
    }

    /** Only sums of duplicate entries can overflow. */
    private void sums(SparseRows rows) {
        for (int i = 0; i < rows.rows(); i++) {
            for (int p = rows.offsets()[i]; p < rows.offsets()[i + 1]; p++) {
                if (!Double.isFinite(rows.values()[p])) {
                    mistakes.add(
                            Mistakes.at(pointer, "data"),
                            NOT_FINITE,
                            "holds feature " + rows.indices()[p] + " of row " + i
                                    + " more than once, with a sum beyond the range of a double");
                }
            }
        }
    }
}
