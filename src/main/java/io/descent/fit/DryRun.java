package io.descent.fit;

import io.descent.fit.prepare.RowSample;
import io.descent.job.DatasetSummary;
import io.descent.job.Diagnosis;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request would do.
 *
 * @param config every setting as it would be used, as it stands in JSON
 * @param diagnosis what can be seen before it runs
 * @param updates how many updates there are at most
 * @param multiplyAdds rows × parameters × epochs, at most; of sparse rows, what they store
 * @param memoryBytes of the data as given and as scaled, of the rows to validate with and of what {@code exact}
 *     holds, about
 * @param training some of the rows that would be trained on; null where none are asked for
 * @param validation some of the rows that training would never see; null where none are asked for or there are none
 */
public record DryRun(
        Map<String, @Nullable Object> config,
        DatasetSummary dataset,
        Diagnosis diagnosis,
        long updates,
        double multiplyAdds,
        long memoryBytes,
        @Nullable RowSample training,
        @Nullable RowSample validation) {}
