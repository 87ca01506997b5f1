package io.descent.export;

import io.descent.data.encode.Encoding;
import io.descent.model.LinearModel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A model with all that is needed to use it elsewhere.
 *
 * @param name what to call it
 * @param refusesUnknown whether a level that training has not seen gives no prediction; else it counts as a rare one, or none
 * @param madeOf what it was made of, in words: fit, time, dataset, settings, metrics
 */
public record Exportable(
        String name,
        LinearModel model,
        Encoding encoding,
        boolean refusesUnknown,
        SequencedMap<String, String> madeOf) {

    public Exportable {
        madeOf = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(madeOf));
    }
}
