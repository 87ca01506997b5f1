package io.descent.fit.catalog;

import io.descent.data.encode.EncodingSpec;
import io.descent.inference.InferenceSpec;
import io.descent.optimize.spec.FitSpec;
import io.descent.optimize.spec.Init;
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
 * @param encoding how columns become features, as far as it is known; null where it was not given, or there are none
 * @param inference what is to be told of how sure the parameters are; null for nothing
 * @param engine what runs it; null where that was not given
 * @param earlier the fit that it goes on with; null for none
 * @param explanation by setting, how the service found what the caller had left open
 */
public record FitConfig(
        @Nullable String label,
        boolean store,
        boolean epochsChosen,
        FitSpec spec,
        @Nullable ValidationChoice validation,
        @Nullable ClassWeight classWeight,
        @Nullable EncodingSpec encoding,
        @Nullable InferenceSpec inference,
        @Nullable EngineChoice engine,
        @Nullable Earlier earlier,
        Map<String, String> explanation) {

    /**
     * An earlier fit that this one goes on with.
     *
     * @param fit its id
     * @param epochs how many of this fit's epochs it has run already
     */
    public record Earlier(String fit, int epochs) {}

    public FitConfig {
        explanation = Collections.unmodifiableMap(new LinkedHashMap<>(explanation));
    }

    public FitConfig with(FitSpec other, Map<String, String> found) {
        return new FitConfig(
                label,
                store,
                epochsChosen,
                other,
                validation,
                classWeight,
                encoding,
                inference,
                engine,
                earlier,
                found);
    }

    /** Returns this with what was learned of the columns. */
    public FitConfig encodedBy(EncodingSpec learned) {
        return new FitConfig(
                label,
                store,
                epochsChosen,
                spec,
                validation,
                classWeight,
                learned,
                inference,
                engine,
                earlier,
                explanation);
    }

    /** Returns this going on with an earlier fit, so that there are as many epochs more. */
    public FitConfig continuing(Earlier before) {
        return new FitConfig(
                label,
                store,
                epochsChosen,
                spec.with(spec.training()
                        .withEpochs(before.epochs() + spec.training().epochs())),
                validation,
                classWeight,
                encoding,
                inference,
                engine,
                before,
                explanation);
    }

    /** Returns what a caller would give for init. */
    Init init() {
        return earlier == null ? spec.training().init() : new Init.Continued(earlier.fit());
    }

    /** Returns how many epochs this fit adds. */
    public int epochs() {
        return spec.training().epochs() - (earlier == null ? 0 : earlier.epochs());
    }
}
