package io.descent.fit;

import io.descent.data.Classes;
import io.descent.data.DenseDataset;
import org.jspecify.annotations.Nullable;

/**
 * A dataset ready for a model.
 *
 * @param classes what the targets stand for, where they are classes
 */
record TrainingData(DenseDataset dataset, @Nullable Classes classes) {}
