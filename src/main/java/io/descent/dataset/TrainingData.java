package io.descent.dataset;

import io.descent.data.Classes;
import io.descent.data.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * A dataset ready for a model.
 *
 * @param dataset with the weights that were given
 * @param classes what the targets stand for, where they are classes
 */
public record TrainingData(Dataset dataset, @Nullable Classes classes) {}
