package io.descent.fit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was read.
 *
 * @param settings everything but the dataset, as JSON's own values
 * @param dataset the fields of the dataset
 * @param mistakes what the reader has found wrong so far
 */
public record FitRequest(Map<String, @Nullable Object> settings, DatasetDraft dataset, Mistakes mistakes) {}
