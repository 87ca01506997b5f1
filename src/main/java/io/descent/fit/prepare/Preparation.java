package io.descent.fit.prepare;

import io.descent.data.Dataset;
import io.descent.data.ScratchFiles;
import io.descent.dataset.StoredTables;
import io.descent.dataset.TrainingData;
import io.descent.fit.catalog.FitConfig;
import io.descent.job.DatasetSummary;
import io.descent.job.Diagnosis;
import io.descent.optimize.Plan;
import io.descent.optimize.Work;
import io.descent.optimize.spec.TrainingSpec;
import io.descent.schema.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/**
 * A request made ready to run: all of its mistakes found, or none.
 *
 * @param config with every setting resolved
 * @param scratch the files of rows that do not fit in memory
 * @param data the rows that are trained on, with the weights that were given
 * @param validation rows that training never sees; null for none
 * @param continuation how it goes on with an earlier fit; null where it does not
 * @param diagnosis what can be seen before the fit runs
 */
public record Preparation(
        ScratchFiles scratch,
        FitConfig config,
        TrainingData data,
        @Nullable Dataset validation,
        DatasetSummary summary,
        Plan plan,
        @Nullable Continuation continuation,
        Diagnosis diagnosis)
        implements AutoCloseable {

    /** Resolves a request; throws {@link InvalidRequestException} with everything that is wrong with it. */
    public static Preparation of(
            FitRequest request, Limits limits, Engines engines, EarlierFits earlierFits, StoredTables tables) {
        return new Preparer(request, limits, engines, earlierFits, tables).prepare();
    }

    /** Returns how many updates there are at most. */
    public long updates() {
        TrainingSpec training = config.spec().training();
        return (long) training.epochs()
                * training.updatesPerEpoch(data.dataset().rows());
    }

    /** Returns the multiply-adds of all epochs, those of an earlier fit included. */
    public double work() {
        return Work.of(config.spec(), data.dataset()).total();
    }

    /** Lets the rows go that are not in memory; nothing can be trained any more. */
    @Override
    public void close() {
        scratch.close();
    }
}
