package io.descent.web.models;

import io.descent.data.encode.EncodingSpec;
import io.descent.export.Exportable;
import io.descent.export.MlflowExport;
import io.descent.export.OnnxExport;
import io.descent.export.OnnxOptions;
import io.descent.export.PmmlExport;
import io.descent.export.PythonExport;
import io.descent.export.SqlDialect;
import io.descent.export.SqlExport;
import io.descent.job.Ending;
import io.descent.job.FitDocuments;
import io.descent.job.Job;
import io.descent.predict.Scorer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Writes fits as they leave the service. */
final class Exports {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final FitDocuments documents;

    Exports(FitDocuments documents) {
        this.documents = documents;
    }

    /**
     * What is asked for.
     *
     * @param table what a query selects from
     */
    record Wanted(ExportFormat format, SqlDialect dialect, String table, OnnxOptions onnx) {}

    /** Writes a fit that has succeeded. */
    byte[] write(Job job, Scorer scorer, Wanted wanted) {
        return switch (wanted.format()) {
            case JSON -> documents.write(job);
            case ONNX -> onnx(exportable(job, scorer), wanted.onnx());
            case PMML -> PmmlExport.write(exportable(job, scorer));
            case PYTHON -> PythonExport.write(exportable(job, scorer)).getBytes(StandardCharsets.UTF_8);
            case MLFLOW -> MlflowExport.write(exportable(job, scorer));
            case SQL ->
                SqlExport.write(exportable(job, scorer), wanted.dialect(), wanted.table())
                        .getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] onnx(Exportable what, OnnxOptions options) {
        return OnnxExport.write(
                what.name(), what.model(), what.encoding(), what.refusesUnknown(), what.madeOf(), options);
    }

    private static Exportable exportable(Job job, Scorer scorer) {
        return new Exportable(
                name(job),
                scorer.model(),
                scorer.known().encoding(),
                scorer.spec().handleUnknown() == EncodingSpec.Unknown.ERROR,
                madeOf(job));
    }

    private static String name(Job job) {
        return job.label() == null || job.label().isBlank() ? job.id() : job.label();
    }

    private static SequencedMap<String, String> madeOf(Job job) {
        SequencedMap<String, String> madeOf = new LinkedHashMap<>();
        madeOf.put("fit", job.id());
        put("label", job.label(), madeOf);
        madeOf.put("created_at", job.createdAt().toString());
        put("release", Exports.class.getPackage().getImplementationVersion(), madeOf);
        madeOf.put("dataset_sha256", job.dataset().sha256());
        madeOf.put("dataset_rows", String.valueOf(job.dataset().rows()));
        Map<String, @Nullable Object> settings = new LinkedHashMap<>(job.config());
        settings.values().removeIf(Objects::isNull);
        madeOf.put("settings", JSON.writeValueAsString(settings));
        if (job.ending() instanceof Ending.Success success) {
            madeOf.put("metrics", JSON.writeValueAsString(success.metrics()));
        }
        return madeOf;
    }

    private static void put(String name, @Nullable String value, Map<String, String> to) {
        if (value != null) {
            to.put(name, value);
        }
    }
}
