package io.descent.dataset;

import io.descent.data.Classes;
import io.descent.data.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * A dataset ready for a model.
 *
 * @param dataset the rows that count, with the weights that were given: a row of weight 0 is none of them
 * @param classes what the targets stand for, where they are classes
 * @param given all rows; the target of one that does not count is 0
 */
public record TrainingData(Dataset dataset, @Nullable Classes classes, Dataset given) {}
