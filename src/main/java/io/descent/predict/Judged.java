package io.descent.predict;

import io.descent.model.Predictions;
import io.descent.model.Truth;
import java.util.Map;

/**
 * What a fit says of rows whose targets are known; rows of weight 0 are none of them.
 *
 * @param unknown by column, how many values are levels that its training has not seen
 * @param dropped how many rows were left out for their missing values, as the model's encoding has it
 */
public record Judged(Predictions predictions, Truth truth, Map<String, Integer> unknown, int dropped) {}
