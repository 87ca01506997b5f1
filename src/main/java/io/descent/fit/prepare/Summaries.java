package io.descent.fit.prepare;

import io.descent.data.Classes;
import io.descent.data.Dataset;
import io.descent.data.DenseDataset;
import io.descent.dataset.DatasetDraft;
import io.descent.dataset.TrainingData;
import io.descent.job.DatasetSummary;
import java.util.ArrayList;
import java.util.List;

/** Makes of rows what is kept of them. */
final class Summaries {

    private Summaries() {}

    /** Pictures show one feature or two. */
    private static final int DRAWN = 2;

    static DatasetSummary of(TrainingData training, DatasetDraft draft) {
        Dataset data = training.given();
        Classes classes = training.classes();
        List<String> classNames = classes == null
                ? List.of()
                : classes.labels().stream()
                        .map(label -> Classes.written(label).toString())
                        .toList();
        DatasetSummary summary = DatasetSummary.of(
                training.givenRows(), training.dataset().rows(), data.featureNames(), classNames, training.sha256());
        if (data.features() > DRAWN) {
            return summary;
        }
        DatasetSummary.Origin origin = new DatasetSummary.Origin(
                draft.reference(), training.dataset() instanceof DenseDataset rows ? ranges(rows) : List.of());
        return origin.isNothing() ? summary : summary.from(origin);
    }

    private static List<Double> ranges(Dataset rows) {
        List<Double> ranges = new ArrayList<>();
        for (int j = 0; j < rows.features(); j++) {
            double least = Double.POSITIVE_INFINITY;
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < rows.rows(); i++) {
                double value = rows.value(i, j);
                least = Math.min(least, value);
                largest = Math.max(largest, value);
            }
            ranges.add(least);
            ranges.add(largest);
        }
        return ranges;
    }

    static DatasetSummary validatedBy(DatasetSummary training, TrainingData validation) {
        return training.validatedBy(validation.dataset().rows(), validation.sha256());
    }
}
