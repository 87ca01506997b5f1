package io.descent.fit.catalog;

import io.descent.data.Classes;
import io.descent.data.Dataset;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** By how much the rows of each class count in training, beside their own weights. */
public sealed interface ClassWeight {

    /** So many classes are named in an explanation. */
    int CLASSES_TOLD = 20;

    /** Returns a factor for each class, or adds what is wrong with it for these classes. */
    double[] factors(Dataset data, Classes classes, String pointer, Mistakes mistakes);

    /**
     * Rows as they are trained on.
     *
     * @param explanation by setting, how their weights were found
     */
    record Weighted(Dataset dataset, Map<String, String> explanation) {

        /** Rows whose classes all count alike. */
        public static Weighted alike(Dataset dataset) {
            return new Weighted(dataset, Map.of());
        }
    }

    /** Multiplies the weights of the rows by those of their classes; null where there were mistakes. */
    default @Nullable Weighted applied(Dataset dataset, Classes classes, Mistakes mistakes) {
        String name = FitSettings.CLASS_WEIGHT.name();
        String pointer = Mistakes.at("", name);
        long before = mistakes.count();
        double[] factors = factors(dataset, classes, pointer, mistakes);
        double[] weights = IntStream.range(0, dataset.rows())
                .mapToDouble(i -> dataset.weight(i) * factors[(int) dataset.targets()[i]])
                .toArray();
        Dataset weighted = dataset.withWeights(weights);
        double total = weighted.totalWeight();
        if (mistakes.count() == before && !(total > 0 && total < Double.POSITIVE_INFINITY)) {
            mistakes.add(pointer, Mistake.Code.OUT_OF_RANGE, "must leave the rows a weight that is finite and not 0");
        }
        if (mistakes.count() == before && classesWithWeight(weighted) < 2) {
            mistakes.add(
                    pointer,
                    Mistake.Code.CONFLICT,
                    "must leave rows of at least two classes a weight above 0: with one class alone there is nothing to "
                            + "tell apart");
        }
        if (mistakes.count() > before) {
            return null;
        }
        return new Weighted(
                weighted, this instanceof Balanced ? Map.of(name, "balanced: " + told(factors, classes)) : Map.of());
    }

    private static long classesWithWeight(Dataset weighted) {
        return IntStream.range(0, weighted.rows())
                .filter(i -> weighted.weight(i) > 0)
                .mapToDouble(i -> weighted.targets()[i])
                .distinct()
                .limit(2)
                .count();
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

    /**
     * Every class counts as much as every other: W / (K·W_k), with W_k the weight of the rows of class k and K the number
     * of classes that have any. scikit-learn before 1.7 counts rows there; a row of weight k counts as k copies here.
     */
    record Balanced() implements ClassWeight {
        @Override
        public double[] factors(Dataset data, Classes classes, String pointer, Mistakes mistakes) {
            double[] weights = new double[classes.labels().size()];
            for (int i = 0; i < data.rows(); i++) {
                weights[(int) data.targets()[i]] += data.weight(i);
            }
            long present = Arrays.stream(weights).filter(weight -> weight > 0).count();
            double total = data.totalWeight();
            return Arrays.stream(weights)
                    .map(weight -> weight > 0 ? total / (present * weight) : 1)
                    .toArray();
        }
    }

    /** A factor for each class by its label as JSON has it for a name; 1 for a class that is not named. */
    record ByLabel(Map<String, Double> factors) implements ClassWeight {

        private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,4})?");

        public ByLabel {
            factors = Collections.unmodifiableMap(new LinkedHashMap<>(factors));
        }

        @Override
        public double[] factors(Dataset data, Classes classes, String pointer, Mistakes mistakes) {
            List<Object> labels = classes.labels();
            double[] byClass = new double[labels.size()];
            boolean[] named = new boolean[labels.size()];
            Arrays.fill(byClass, 1);
            factors.forEach((name, factor) -> {
                int k = IntStream.range(0, byClass.length)
                        .filter(i -> matches(name, labels.get(i)))
                        .findFirst()
                        .orElse(-1);
                if (k < 0) {
                    mistakes.add(
                            Mistakes.at(pointer, name),
                            Mistake.Code.UNKNOWN_VALUE,
                            "must be named as one of the classes: " + written(labels));
                } else if (named[k]) {
                    mistakes.add(Mistakes.at(pointer, name), Mistake.Code.DUPLICATE, "names a class for a second time");
                } else {
                    named[k] = true;
                    byClass[k] = factor;
                }
            });
            return byClass;
        }

        private static boolean matches(String name, Object label) {
            return switch (label) {
                case Double number -> NUMBER.matcher(name).matches() && Double.parseDouble(name) == number;
                default -> name.equals(label.toString());
            };
        }

        private static String written(List<Object> labels) {
            String first = labels.stream()
                    .limit(5)
                    .map(label -> Classes.written(label).toString())
                    .collect(Collectors.joining(", "));
            return labels.size() > 5 ? first + ", …" : first;
        }
    }
}
