package io.descent.fit.prepare;

import io.descent.dataset.DatasetDraft;
import io.descent.schema.Findings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was read.
 *
 * @param settings everything but datasets, as JSON's own values
 * @param dataset the fields of the dataset
 * @param validation the fields of the dataset in {@code validation}; null where there is none
 * @param findings what the reader has found wrong so far
 */
public record FitRequest(
        Map<String, @Nullable Object> settings,
        DatasetDraft dataset,
        @Nullable DatasetDraft validation,
        Findings findings) {

    /** Tells whether a table came with the request that is in no store. */
    public boolean isUnkept() {
        return dataset.isUnkept();
    }

    /** Returns what can be written down: tables that came with the request are stored, and named by their ids. */
    public FitRequest kept() {
        return new FitRequest(settings, dataset.kept(), validation, findings);
    }

    /** Returns the same datasets with other settings. */
    public FitRequest with(Map<String, @Nullable Object> other) {
        return new FitRequest(other, dataset, validation, findings);
    }
}
