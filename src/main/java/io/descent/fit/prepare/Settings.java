package io.descent.fit.prepare;

import io.descent.data.encode.EncodingSpec;
import io.descent.dataset.DatasetDraft;
import io.descent.dataset.DatasetResolver;
import io.descent.dataset.Holdout;
import io.descent.fit.catalog.ClassWeight;
import io.descent.fit.catalog.FitConfig;
import io.descent.fit.catalog.FitSettings;
import io.descent.fit.catalog.ValidationChoice;
import io.descent.inference.Covariance;
import io.descent.inference.InferenceSpec;
import io.descent.model.ModelType;
import io.descent.schema.Mistakes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a request, as far as they are valid: what the rows are checked by is known even when other settings are
 * wrong, so that all mistakes can be told at once.
 *
 * @param config all of them; null where one is wrong
 * @param model null where it is wrong
 * @param classWeight null where it is wrong or none was given
 * @param encoding null where it is wrong or none was given
 * @param encodes whether the encoding is not wrong
 */
record Settings(
        @Nullable FitConfig config,
        @Nullable ModelType model,
        @Nullable ClassWeight classWeight,
        @Nullable EncodingSpec encoding,
        boolean encodes,
        long seed) {

    /** What stands at the top level of a request without being a setting. */
    private static final List<String> BESIDE_SETTINGS = Stream.concat(
                    Stream.of("dataset"), DatasetDraft.Form.ROWS.fields().stream())
            .toList();

    static Settings read(Map<String, @Nullable Object> given, Mistakes mistakes) {
        FitConfig config = FitSettings.FORM.read(given, "", BESIDE_SETTINGS, mistakes);
        if (config != null) {
            return new Settings(
                    config,
                    config.spec().model().type(),
                    config.classWeight(),
                    config.encoding(),
                    true,
                    config.spec().seed());
        }
        EncodingSpec encoding = FitSettings.encodingAlone(given);
        return new Settings(
                null,
                FitSettings.modelAlone(given),
                FitSettings.classWeightAlone(given),
                encoding,
                encoding != null || given.get("encoding") == null,
                0);
    }

    /** Returns what the rows are for, as far as that is known. */
    DatasetResolver.Task task() {
        Holdout holdout = config != null && config.validation() instanceof ValidationChoice.Fraction(double share)
                ? new Holdout(share, seed)
                : null;
        return new DatasetResolver.Task(model, encoding, encodes, holdout, seed, false, clusters());
    }

    private @Nullable String clusters() {
        InferenceSpec inference = config == null ? null : config.inference();
        return inference != null && inference.covariance() instanceof Covariance.Clustered(String column)
                ? column
                : null;
    }
}
