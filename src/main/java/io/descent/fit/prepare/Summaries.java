package io.descent.fit.prepare;

import io.descent.data.Classes;
import io.descent.data.Dataset;
import io.descent.dataset.TrainingData;
import io.descent.job.DatasetSummary;
import java.util.List;

/** Makes of rows what is kept of them. */
final class Summaries {

    private Summaries() {}

    static DatasetSummary of(TrainingData training) {
        Dataset data = training.given();
        Classes classes = training.classes();
        List<String> classNames = classes == null
                ? List.of()
                : classes.labels().stream()
                        .map(label -> Classes.written(label).toString())
                        .toList();
        return DatasetSummary.of(
                training.givenRows(), training.dataset().rows(), data.featureNames(), classNames, training.sha256());
    }

    static DatasetSummary validatedBy(DatasetSummary training, TrainingData validation) {
        return training.validatedBy(validation.dataset().rows(), validation.sha256());
    }
}
