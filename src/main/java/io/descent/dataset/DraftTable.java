package io.descent.dataset;

import static io.descent.schema.Mistake.Code.CONFLICT;
import static io.descent.schema.Mistake.Code.DUPLICATE;
import static io.descent.schema.Mistake.Code.EMPTY;
import static io.descent.schema.Mistake.Code.LENGTH_MISMATCH;
import static io.descent.schema.Mistake.Code.TOO_LARGE;

import io.descent.data.Column;
import io.descent.data.SparseRows;
import io.descent.data.Table;
import io.descent.data.encode.EncodedRows;
import io.descent.schema.Mistakes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a table of a dataset that is not fitted yet: named columns as they are, of rows of numbers a column for each
 * feature, and {@value #TARGET} and {@value #WEIGHT} for what stands beside them.
 */
public final class DraftTable {

    private static final String TARGET = "y";
    private static final String WEIGHT = "weight";

    private final DatasetDraft draft;
    private final DatasetResolver.Environment environment;
    private final Mistakes mistakes;
    private final SequencedMap<String, Column> columns = new LinkedHashMap<>();

    private DraftTable(DatasetDraft draft, DatasetResolver.Environment environment, Mistakes mistakes) {
        this.draft = draft;
        this.environment = environment;
        this.mistakes = mistakes;
    }

    /** Returns the table; null where there are mistakes. */
    public static @Nullable Table of(DatasetDraft draft, DatasetResolver.Environment environment, Mistakes mistakes) {
        return new DraftTable(draft, environment, mistakes).table();
    }

    private @Nullable Table table() {
        long before = mistakes.count();
        DatasetDraft.Form form = new DatasetChecks(draft, mistakes).form();
        if (form == null) {
            return null;
        }
        switch (form) {
            case ROWS, CSR, GENERATOR -> numbers();
            case COLUMNS, RECORDS, TABLE -> named(form);
            case STORED ->
                mistakes.add(
                        draft.pointer(form.field()), CONFLICT, "must hold the rows themselves: it is stored already");
        }
        if (mistakes.count() == before && !draft.spoiled() && columns.isEmpty()) {
            mistakes.add(draft.pointer(form.field()), EMPTY, "must hold at least one column");
        }
        return mistakes.count() > before || draft.spoiled() ? null : new Table(columns);
    }

    private void named(DatasetDraft.Form form) {
        for (String field : List.of("target", "features")) {
            if (draft.has(field)) {
                mistakes.add(draft.pointer(field), CONFLICT, "must be left out: each fit of the table chooses its own");
            }
        }
        Map<String, Column> given = draft.columns(form);
        if (given == null) {
            return;
        }
        given.forEach((name, column) -> add(name, column, ColumnPlace.of(form, draft.pointer(form.field()), name)));
        addWeights();
    }

    private void numbers() {
        TargetedRows rows = DatasetResolver.numbers(draft, environment, mistakes);
        if (rows == null) {
            return;
        }
        double[][] features = features(rows);
        for (int j = 0; j < features.length; j++) {
            ColumnPlace place = ColumnPlace.of(draft.pointer("features"));
            add(rows.names().get(j), new Column.Numbers(features[j]), place);
        }
        add(TARGET, rows.target(), rows.place());
        addWeights();
    }

    private double[][] features(TargetedRows rows) {
        int n = rows.target().size();
        int d = rows.names().size();
        if ((long) n * d > environment.maxCells()) {
            mistakes.add(
                    draft.pointer("csr"),
                    TOO_LARGE,
                    "must have at most " + environment.maxCells()
                            + " values (rows × features; DESCENT_MAX_CELLS) to be stored as a table, not "
                            + (long) n * d
                            + "; a fit takes more of them, as they are");
            return new double[0][];
        }
        double[][] features = new double[d][n];
        switch (rows.features()) {
            case EncodedRows.Dense(double[] matrix) -> {
                for (int k = 0; k < matrix.length; k++) {
                    features[k % d][k / d] = matrix[k];
                }
            }
            case EncodedRows.Mapped _ -> throw new IllegalStateException("a request is in memory");
            case EncodedRows.Sparse(SparseRows matrix) -> {
                for (int i = 0; i < n; i++) {
                    for (int k = matrix.offsets()[i]; k < matrix.offsets()[i + 1]; k++) {
                        features[matrix.indices()[k]][i] = matrix.values()[k];
                    }
                }
            }
        }
        return features;
    }

    private void addWeights() {
        double[] weights = draft.weight();
        if (weights != null) {
            add(WEIGHT, new Column.Numbers(weights), ColumnPlace.of(draft.pointer(WEIGHT)));
        } else if (draft.weightColumn() != null) {
            mistakes.add(
                    draft.pointer(WEIGHT), CONFLICT, "must be left out: each fit of the table chooses its own column");
        }
    }

    private void add(String name, Column column, ColumnPlace place) {
        if (!columns.isEmpty() && columns.firstEntry().getValue().size() != column.size()) {
            place.tell(
                    mistakes,
                    LENGTH_MISMATCH,
                    "must be as long as the other columns: "
                            + columns.firstEntry().getValue().size() + ", not " + column.size());
        } else if (columns.putIfAbsent(name, column) != null) {
            place.tell(mistakes, DUPLICATE, "makes two columns of the name `" + name + "`");
        }
    }
}
