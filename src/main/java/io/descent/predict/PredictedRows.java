package io.descent.predict;

import io.descent.data.Table;
import io.descent.dataset.ColumnsToPredict;
import io.descent.dataset.TableSink;
import io.descent.schema.Mistakes;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a table on their way to their predictions. */
public final class PredictedRows implements TableSink {

    private final Scorer scorer;
    private final @Nullable Intervals intervals;
    private final Mistakes mistakes;
    private final PredictionSink to;
    private final ColumnsToPredict columns;

    /**
     * Makes what takes the rows.
     *
     * @param intervals to measure errors for; null for none
     * @param pointer where what is wrong with the table is told
     */
    public PredictedRows(
            Scorer scorer, @Nullable Intervals intervals, String pointer, Mistakes mistakes, PredictionSink to) {
        this.scorer = scorer;
        this.intervals = intervals;
        this.mistakes = mistakes;
        this.to = to;
        this.columns = scorer.columns(pointer, mistakes);
    }

    /** Returns the columns that it needs. */
    public List<String> needed() {
        return List.copyOf(columns.columns());
    }

    @Override
    public void begin(List<Head> heads) throws IOException {
        begin(heads.stream().map(Head::name).toList());
    }

    /** Begins a table with these columns; throws where one that is needed is missing. */
    public void begin(Collection<String> names) throws IOException {
        columns.begins(names);
        mistakes.throwIfAny();
        to.begin();
    }

    @Override
    public void rows(Table stretch) throws IOException {
        to.rows(scorer.score(stretch, columns, intervals));
    }

    /** Hears that there are no more rows; throws where there are mistakes in them. */
    public void end() {
        columns.end();
        mistakes.throwIfAny();
    }

    /** Returns how many columns were of no use. */
    public int ignored() {
        return columns.ignored();
    }

    /** Returns, by column, how many values are levels that training has not seen. */
    public Map<String, Integer> unknown() {
        return columns.unknown();
    }
}
