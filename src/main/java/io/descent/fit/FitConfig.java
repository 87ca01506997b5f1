package io.descent.fit;

import io.descent.optimize.FitSpec;
import io.descent.optimize.Init;
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
 * @param continuation how it goes on with an earlier fit; null where it does not
 * @param explanation by setting, how the service found what the caller had left open
 */
record FitConfig(
        @Nullable String label,
        boolean store,
        boolean epochsChosen,
        FitSpec spec,
        @Nullable ValidationChoice validation,
        @Nullable ClassWeight classWeight,
        @Nullable Continuation continuation,
        Map<String, String> explanation) {

    FitConfig {
        explanation = Collections.unmodifiableMap(new LinkedHashMap<>(explanation));
    }

    FitConfig with(FitSpec other, Map<String, String> found) {
        return new FitConfig(label, store, epochsChosen, other, validation, classWeight, continuation, found);
    }

    /** Returns this going on with an earlier fit, so that there are as many epochs more. */
    FitConfig continuing(Continuation earlier) {
        return new FitConfig(
                label,
                store,
                epochsChosen,
                spec.withEpochs(earlier.epochs() + spec.epochs()),
                validation,
                classWeight,
                earlier,
                explanation);
    }

    /** Returns what a caller would give for init. */
    Init init() {
        return continuation == null ? spec.init() : new Init.Continued(continuation.fit());
    }

    /** Returns how many epochs this fit adds. */
    int epochs() {
        return continuation == null ? spec.epochs() : spec.epochs() - continuation.epochs();
    }
}
