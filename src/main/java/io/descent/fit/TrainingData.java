package io.descent.fit;

import io.descent.data.Classes;
import io.descent.data.Dataset;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A dataset ready for a model.
 *
 * @param dataset with the weights that were given
 * @param classes what the targets stand for, where they are classes
 */
record TrainingData(Dataset dataset, @Nullable Classes classes) {

    private static final int CLASSES_TOLD = 20;

    /**
     * The dataset as it is trained on.
     *
     * @param explanation by setting, how its weights were found
     */
    record Weighted(Dataset dataset, Map<String, String> explanation) {}

    /** Multiplies the weights of the rows by those of their classes; null where there were mistakes. */
    @Nullable
    Weighted weighted(@Nullable ClassWeight classWeight, Mistakes mistakes) {
        if (classWeight == null || classes == null) {
            return new Weighted(dataset, Map.of());
        }
        String name = Request.CLASS_WEIGHT.name();
        String pointer = Mistakes.at("", name);
        long before = mistakes.count();
        double[] factors = classWeight.factors(dataset, classes, pointer, mistakes);
        double[] weights = IntStream.range(0, dataset.rows())
                .mapToDouble(i -> dataset.weight(i) * factors[(int) dataset.targets()[i]])
                .toArray();
        Dataset weighted = dataset.withWeights(weights);
        double total = weighted.totalWeight();
        if (mistakes.count() == before && !(total > 0 && total < Double.POSITIVE_INFINITY)) {
            mistakes.add(pointer, Mistake.Code.OUT_OF_RANGE, "must leave the rows a weight that is finite and not 0");
        }
        if (mistakes.count() > before) {
            return null;
        }
        return new Weighted(
                weighted,
                classWeight instanceof ClassWeight.Balanced
                        ? Map.of(name, "balanced: " + told(factors, classes))
                        : Map.of());
    }

    private static String told(double[] factors, Classes classes) {
        String all = IntStream.range(0, factors.length)
                .limit(CLASSES_TOLD)
                .mapToObj(k -> String.format(
                        Locale.ROOT,
                        "%.6g for %s",
                        factors[k],
                        Classes.written(classes.labels().get(k))))
                .collect(Collectors.joining(", "));
        return factors.length > CLASSES_TOLD ? all + ", …" : all;
    }
}
