package io.descent.fit;

import io.descent.data.Classes;
import io.descent.data.Dataset;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** By how much the rows of each class count in training, beside their own weights. */
sealed interface ClassWeight {

    /** Returns a factor for each class, or adds what is wrong with it for these classes. */
    double[] factors(Dataset data, Classes classes, String pointer, Mistakes mistakes);

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
