package io.descent.fit;

import io.descent.data.Classes;
import io.descent.data.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * A dataset ready for a model.
 *
 * @param classes what the targets stand for, where they are classes
 */
record TrainingData(Dataset dataset, @Nullable Classes classes) {}
