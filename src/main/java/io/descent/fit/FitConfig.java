package io.descent.fit;

import io.descent.optimize.FitSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a request.
 *
 * @param label the caller's name for the fit
 * @param store whether the fit can be found later
 * @param epochsChosen whether the caller chose the number of epochs; else the service may lower it
 * @param validation where rows to validate with come from; null for none
 * @param classWeight null where all classes count alike
 * @param explanation by setting, how the service found what the caller had left open
 */
record FitConfig(
        @Nullable String label,
        boolean store,
        boolean epochsChosen,
        FitSpec spec,
        @Nullable ValidationChoice validation,
        @Nullable ClassWeight classWeight,
        Map<String, String> explanation) {

    FitConfig {
        explanation = Collections.unmodifiableMap(new LinkedHashMap<>(explanation));
    }

    FitConfig with(FitSpec other, Map<String, String> found) {
        return new FitConfig(label, store, epochsChosen, other, validation, classWeight, found);
    }
}
