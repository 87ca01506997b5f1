package io.descent.store;

import io.descent.access.Tenant;
import io.descent.job.DatasetSummary;
import io.descent.job.Diagnosis;
import io.descent.job.Intent;
import io.descent.job.Job;
import io.descent.job.JobStatus;
import io.descent.job.Progress;
import io.descent.job.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is stored, without its history. The names of components are a promise: a later release reads them.
 */
record StoredJob(
        String id,
        int version,
        int run,
        @Nullable String label,
        JobStatus status,
        @Nullable Intent intent,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt,
        double work,
        StoredProgress progress,
        Map<String, @Nullable Object> config,
        StoredDataset dataset,
        StoredDiagnosis diagnosis,
        @Nullable StoredEnding ending) {

    record StoredProgress(int epoch, int epochs) {}

    record StoredDataset(
            int rows,
            int trainingRows,
            int validationRows,
            List<String> featureNames,
            List<String> classNames,
            String sha256,
            @Nullable String validationSha256,
            @Nullable StoredOrigin origin) {}

    record StoredOrigin(@Nullable Map<String, @Nullable Object> dataset, List<Double> ranges) {

        static @Nullable StoredOrigin of(DatasetSummary.@Nullable Origin origin) {
            return origin == null ? null : new StoredOrigin(origin.dataset(), origin.ranges());
        }

        DatasetSummary.Origin origin() {
            return new DatasetSummary.Origin(dataset, ranges);
        }
    }

    record StoredDiagnosis(
            List<StoredWarning> warnings, @Nullable Double largestStableRate) {}

    record StoredWarning(Warning.Code code, String pointer, String detail) {}

    static StoredJob of(Job job) {
        DatasetSummary dataset = job.dataset();
        return new StoredJob(
                job.id(),
                job.version(),
                job.run(),
                job.label(),
                job.status(),
                job.intent(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.expiresAt(),
                job.work(),
                new StoredProgress(job.progress().epoch(), job.progress().epochs()),
                job.config(),
                new StoredDataset(
                        dataset.rows(),
                        dataset.trainingRows(),
                        dataset.validationRows(),
                        dataset.featureNames(),
                        dataset.classNames(),
                        dataset.sha256(),
                        dataset.validationSha256(),
                        StoredOrigin.of(dataset.origin())),
                new StoredDiagnosis(
                        job.diagnosis().warnings().stream()
                                .map(warning -> new StoredWarning(warning.code(), warning.pointer(), warning.detail()))
                                .toList(),
                        job.diagnosis().largestStableRate()),
                job.ending() == null ? null : StoredEnding.of(job.ending()));
    }

    /** Returns the same without the time of its end, which depends on where it is kept. */
    StoredJob withoutExpiry() {
        return new StoredJob(
                id,
                version,
                run,
                label,
                status,
                intent,
                createdAt,
                startedAt,
                finishedAt,
                null,
                work,
                progress,
                config,
                dataset,
                diagnosis,
                ending);
    }

    Job job() {
        return new Job(
                id,
                // whose it is stands beside it: documents leave the service, and come back as somebody else's
                Tenant.DEFAULT,
                version,
                run,
                label,
                status,
                intent,
                createdAt,
                startedAt,
                finishedAt,
                expiresAt,
                work,
                Progress.of(progress.epoch, progress.epochs),
                config,
                new DatasetSummary(
                        dataset.rows,
                        dataset.trainingRows,
                        dataset.validationRows,
                        dataset.featureNames,
                        dataset.classNames,
                        dataset.sha256,
                        dataset.validationSha256,
                        dataset.origin == null ? null : dataset.origin.origin()),
                new Diagnosis(
                        diagnosis.warnings.stream()
                                .map(warning -> new Warning(warning.code, warning.pointer, warning.detail))
                                .toList(),
                        diagnosis.largestStableRate),
                ending == null ? null : ending.ending());
    }
}
