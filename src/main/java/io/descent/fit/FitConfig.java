package io.descent.fit;

import io.descent.optimize.FitSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a request.
 *
 * @param label the caller's name for the fit
 * @param store whether the fit can be found later
 * @param explanation by setting, how the service found what the caller had left open
 */
record FitConfig(@Nullable String label, boolean store, FitSpec spec, Map<String, String> explanation) {

    FitConfig {
        explanation = Map.copyOf(explanation);
    }

    FitConfig with(FitSpec other, Map<String, String> found) {
        return new FitConfig(label, store, other, found);
    }
}
