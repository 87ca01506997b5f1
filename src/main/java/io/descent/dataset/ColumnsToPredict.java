package io.descent.dataset;

import io.descent.data.Table;
import io.descent.data.encode.EncodingSpec;
import io.descent.data.encode.FeatureVisitor;
import io.descent.data.encode.OffsetReport;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.Set;
import java.util.function.Function;

/**
 * The rows of a table on their way to a model that predicts them: its columns are found by name, in any order, and become
 * features as those of the training rows did. The table may come some rows at a time.
 */
public final class ColumnsToPredict {

    private static final String NO_FILL =
            ", and the model has no fill for it: its training rows had none missing, or `encoding.missing` was not given";

    private final KnownFeatures known;
    private final Function<String, ColumnPlace> places;
    private final Mistakes mistakes;
    private final TableReport report;
    private int rows;
    private int ignored;

    ColumnsToPredict(
            KnownFeatures known,
            EncodingSpec.Unknown handleUnknown,
            Function<String, ColumnPlace> places,
            Mistakes mistakes) {
        this.known = known;
        this.places = places;
        this.mistakes = mistakes;
        this.report = new TableReport(places, List.copyOf(columns()), null, null, handleUnknown, NO_FILL, mistakes);
    }

    /** Makes it of a table that is no part of a request; what is wrong with it is told at a pointer. */
    public static ColumnsToPredict ofTable(
            KnownFeatures known, EncodingSpec.Unknown handleUnknown, String pointer, Mistakes mistakes) {
        return new ColumnsToPredict(
                known, handleUnknown, column -> ColumnPlace.of(DatasetDraft.Form.TABLE, pointer, column), mistakes);
    }

    /** Returns the columns that the model needs. */
    public SequencedCollection<String> columns() {
        return known.encoding().columns().sequencedKeySet();
    }

    /** Tells whether a table has all columns that are needed; adds a mistake for each that is missing. */
    public boolean begins(Collection<String> names) {
        long before = mistakes.count();
        Set<String> there = new HashSet<>(names);
        for (String column : columns()) {
            if (!there.contains(column)) {
                places.apply(column)
                        .tell(
                                mistakes,
                                Mistake.Code.REQUIRED,
                                "is missing; the model needs it" + Names.didYouMean(column, names));
            }
        }
        rows = 0;
        ignored = Math.max(there.size() - columns().size(), 0);
        report.forget();
        return mistakes.count() == before;
    }

    /** Hands on the features of the next rows. What is wrong with a value is told by {@link #end}. */
    public void visit(Table stretch, FeatureVisitor visitor) {
        known.encoding().visit(stretch, new OffsetReport(report, rows), visitor);
        rows += stretch.rows();
    }

    /** Hears that there are no more rows, and adds the mistakes that were found in them. */
    public void end() {
        report.tell();
    }

    /** Returns how many rows there were. */
    public int rows() {
        return rows;
    }

    /** Returns how many columns the model has no use for. */
    public int ignored() {
        return ignored;
    }

    /** Returns, by column, how many values are levels that training has not seen. */
    public Map<String, Integer> unknown() {
        return report.unknown();
    }
}
