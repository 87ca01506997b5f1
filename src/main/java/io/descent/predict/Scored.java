package io.descent.predict;

import io.descent.model.Predictions;
import java.util.Map;

/**
 * What a fit says of rows.
 *
 * @param ignored how many columns it has no use for
 * @param unknown by column, how many values are levels that its training has not seen
 */
public record Scored(Predictions predictions, int ignored, Map<String, Integer> unknown) {}
