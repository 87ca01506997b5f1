package io.descent.fit.prepare;

import io.descent.dataset.DatasetDraft;
import io.descent.fit.catalog.ClassWeight;
import io.descent.fit.catalog.FitConfig;
import io.descent.fit.catalog.FitSettings;
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
 */
record Settings(
        @Nullable FitConfig config,
        @Nullable ModelType model,
        @Nullable ClassWeight classWeight,
        long seed) {

    /** What stands at the top level of a request without being a setting. */
    private static final List<String> BESIDE_SETTINGS = Stream.concat(
                    Stream.of("dataset"), DatasetDraft.Form.ROWS.fields().stream())
            .toList();

    static Settings read(Map<String, @Nullable Object> given, Mistakes mistakes) {
        FitConfig config = FitSettings.FORM.read(given, "", BESIDE_SETTINGS, mistakes);
        return config != null
                ? new Settings(
                        config,
                        config.spec().model().type(),
                        config.classWeight(),
                        config.spec().seed())
                : new Settings(null, FitSettings.modelAlone(given), FitSettings.classWeightAlone(given), 0);
    }
}
