package io.descent.fit.prepare;

import io.descent.dataset.Encoded;
import io.descent.dataset.TrainingData;
import io.descent.job.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a caller would want to know of how columns became features. */
final class TableWarnings {

    private TableWarnings() {}

    /**
     * Returns the warnings of a fit.
     *
     * @param alongside how rows to validate with were encoded, where they are a table of their own; else null
     */
    static List<Warning> of(TrainingData training, @Nullable Encoded alongside) {
        List<Warning> warnings = new ArrayList<>();
        add(training.encoded(), training.givenRows(), "/dataset", warnings);
        add(alongside, 0, "/validation/dataset", warnings);
        return warnings;
    }

    private static void add(@Nullable Encoded encoded, int rows, String pointer, List<Warning> warnings) {
        if (encoded != null && encoded.dropped() > 0) {
            warnings.add(new Warning(
                    Warning.Code.DROPPED_ROWS,
                    pointer,
                    encoded.dropped() + (rows > 0 ? " of " + rows : "")
                            + " rows were left out for their missing values, as `encoding.missing` has it"));
        }
        if (encoded != null && !encoded.unknown().isEmpty()) {
            String counts = encoded.unknown().entrySet().stream()
                    .map(column -> column.getKey() + ": " + column.getValue())
                    .collect(Collectors.joining(", "));
            warnings.add(new Warning(
                    Warning.Code.UNKNOWN_CATEGORIES,
                    pointer,
                    "some rows have levels that nothing was learned of, which are not in the training rows, by column "
                            + counts + "; they count as rare ones, and where there are none all features of the column "
                            + "are 0"));
        }
    }
}
