package io.descent.web.protocols;

import io.descent.dataset.DatasetDraft;
import io.descent.predict.Scorer;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.util.List;

/** Rows that are lists of numbers. */
final class Plain {

    private Plain() {}

    /** Refuses lists for a model whose features are not its columns: these protocols mean the columns by them. */
    static void requireColumns(DatasetDraft rows, Scorer scorer, Mistakes mistakes) {
        if (rows.values().containsKey("x") && !scorer.known().encoding().plain()) {
            mistakes.add(
                    "",
                    Mistake.Code.CONFLICT,
                    "must name the columns, as the model makes other features of them: "
                            + String.join(
                                    ", ",
                                    List.copyOf(
                                            scorer.known().encoding().columns().keySet())));
        }
    }
}
