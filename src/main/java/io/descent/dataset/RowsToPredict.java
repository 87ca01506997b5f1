package io.descent.dataset;

import static io.descent.schema.Mistake.Code.CONFLICT;
import static io.descent.schema.Mistake.Code.EMPTY;
import static io.descent.schema.Mistake.Code.LENGTH_MISMATCH;

import io.descent.data.Column;
import io.descent.data.SparseRows;
import io.descent.data.Table;
import io.descent.data.encode.EncodingSpec;
import io.descent.data.encode.FeatureVisitor;
import io.descent.schema.Mistakes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The rows of a request that are to be predicted, in whatever form; a target beside them is left alone. */
public sealed interface RowsToPredict {

    /** Returns how many rows there are. */
    int rows();

    /** Hands on the features of all rows; what is wrong with them is added to the mistakes. */
    void visit(FeatureVisitor visitor);

    /** Returns how many columns the model has no use for. */
    default int ignored() {
        return 0;
    }

    /** Returns, by column, how many values are levels that training has not seen. */
    default Map<String, Integer> unknown() {
        return Map.of();
    }

    /** Rows of numbers, the features of the model in their order. */
    record Numbers(double[] values, int rows, int features) implements RowsToPredict {
        @Override
        public void visit(FeatureVisitor visitor) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < features; j++) {
                    visitor.feature(j, values[i * features + j]);
                }
                visitor.endRow();
            }
        }
    }

    /** Sparse rows. */
    record Sparse(SparseRows all) implements RowsToPredict {
        @Override
        public int rows() {
            return all.rows();
        }

        @Override
        public void visit(FeatureVisitor visitor) {
            int[] offsets = all.offsets();
            for (int i = 0; i < rows(); i++) {
                for (int k = offsets[i]; k < offsets[i + 1]; k++) {
                    visitor.feature(all.indices()[k], all.values()[k]);
                }
                visitor.endRow();
            }
        }
    }

    /** Named columns. */
    record Columns(Table table, ColumnsToPredict columns) implements RowsToPredict {
        @Override
        public int rows() {
            return table.rows();
        }

        @Override
        public void visit(FeatureVisitor visitor) {
            columns.visit(table, visitor);
            columns.end();
        }

        @Override
        public int ignored() {
            return columns.ignored();
        }

        @Override
        public Map<String, Integer> unknown() {
            return columns.unknown();
        }
    }

    /** Returns the rows of a draft, but for one of a stored table; null where there are mistakes. */
    static @Nullable RowsToPredict of(
            DatasetDraft draft,
            KnownFeatures known,
            EncodingSpec.Unknown handleUnknown,
            long maxCells,
            Mistakes mistakes) {
        DatasetDraft.Form form = new DatasetChecks(draft, mistakes).form();
        if (form == null) {
            return null;
        }
        return switch (form) {
            case ROWS -> numbers(draft, known, mistakes);
            case CSR -> sparse(draft, known, maxCells, mistakes);
            case COLUMNS, RECORDS, TABLE -> columns(draft, form, known, handleUnknown, mistakes);
            case GENERATOR, STORED -> {
                mistakes.add(
                        draft.pointer(form.field()),
                        CONFLICT,
                        "must be one of x, columns, records, csr, or {\"dataset\": {\"id\": …}}");
                yield null;
            }
        };
    }

    private static @Nullable RowsToPredict numbers(DatasetDraft draft, KnownFeatures known, Mistakes mistakes) {
        DatasetDraft.Matrix x = draft.x();
        if (x == null) {
            return null;
        }
        String pointer = draft.pointer("x");
        if (x.rows() == 0) {
            mistakes.add(pointer, EMPTY, "must hold at least one row");
            return null;
        }
        return hasWidth(x.features(), known, pointer, mistakes)
                ? new Numbers(x.values(), x.rows(), x.features())
                : null;
    }

    private static @Nullable RowsToPredict sparse(
            DatasetDraft draft, KnownFeatures known, long maxCells, Mistakes mistakes) {
        DatasetDraft.Csr csr = draft.csr();
        if (csr == null) {
            return null;
        }
        String pointer = draft.pointer("csr");
        int[] shape = csr.shape();
        SparseRows rows = new CsrCheck(csr, pointer, maxCells, mistakes).rows();
        return rows != null && shape != null && hasWidth(shape[1], known, pointer, mistakes) ? new Sparse(rows) : null;
    }

    private static boolean hasWidth(int features, KnownFeatures known, String pointer, Mistakes mistakes) {
        int wanted = known.names().size();
        if (features == wanted) {
            return true;
        }
        mistakes.add(
                pointer,
                LENGTH_MISMATCH,
                "must have as many features in each row as the model: " + wanted + ", not " + features
                        + (features == 1 && wanted > 1 ? "; a single row is a list in a list: [[…]]" : ""));
        return false;
    }

    private static @Nullable RowsToPredict columns(
            DatasetDraft draft,
            DatasetDraft.Form form,
            KnownFeatures known,
            EncodingSpec.Unknown handleUnknown,
            Mistakes mistakes) {
        Map<String, Column> given = draft.columns(form);
        if (given == null) {
            return null;
        }
        String pointer = draft.pointer(form.field());
        ColumnsToPredict columns =
                new ColumnsToPredict(known, handleUnknown, column -> ColumnPlace.of(form, pointer, column), mistakes);
        if (!columns.begins(given.keySet())) {
            return null;
        }
        SequencedMap<String, Column> needed = new LinkedHashMap<>();
        columns.columns().forEach(name -> needed.put(name, given.get(name)));
        int rows = needed.firstEntry().getValue().size();
        long before = mistakes.count();
        needed.forEach((name, column) -> {
            if (column.size() != rows) {
                ColumnPlace.of(form, pointer, name)
                        .tell(
                                mistakes,
                                LENGTH_MISMATCH,
                                "must be as long as the first column: " + rows + ", not " + column.size());
            }
        });
        if (rows == 0) {
            mistakes.add(pointer, EMPTY, "must hold at least one row");
        }
        return mistakes.count() > before ? null : new Columns(new Table(needed), columns);
    }
}
