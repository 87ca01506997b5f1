package io.descent.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The body of a request to fit, drawn from a seed: every model, loss and penalty, data of every size. The same seed
 * gives the same body.
 */
public final class RandomProblem {

    private static final List<String> MODELS = List.of("linear", "logistic", "softmax", "svm", "poisson");
    private static final List<String> LINEAR_LOSSES = List.of(
            "squared_error",
            "absolute_error",
            "huber",
            "quantile",
            "epsilon_insensitive",
            "squared_epsilon_insensitive");
    private static final List<String> SVM_LOSSES = List.of("hinge", "squared_hinge", "modified_huber", "perceptron");

    private final Chance chance;
    private final String model;
    private final String loss;
    private final String penalty;
    private final boolean small;

    private RandomProblem(long seed, boolean small) {
        this.chance = new Chance(seed);
        // linear models have the most losses
        this.model = chance.of(0.35) ? "linear" : chance.one(MODELS.toArray(String[]::new));
        this.loss = switch (model) {
            case "linear" -> chance.one(LINEAR_LOSSES.toArray(String[]::new));
            case "svm" -> chance.one(SVM_LOSSES.toArray(String[]::new));
            case "poisson" -> "poisson";
            default -> "log_loss";
        };
        this.penalty = chance.one("none", "none", "l2", "l1", "elasticnet");
        this.small = small;
    }

    /** Draws a problem of up to 400 rows and 20 features. */
    public static Map<String, Object> body(long seed) {
        return new RandomProblem(seed, false).body();
    }

    /** Draws one of few rows and features, short enough to be kept in a file. */
    static Map<String, Object> smallBody(long seed) {
        return new RandomProblem(seed, true).body();
    }

    private Map<String, Object> body() {
        boolean classifier = !model.equals("linear") && !model.equals("poisson");
        // log loss and counts have no minimum without a penalty where a direction tells rows apart
        boolean overlapping = !classifier || (loss.equals("log_loss") && penalty.equals("none"));
        int classes = model.equals("softmax") ? chance.whole(2, small ? 3 : 4) : 2;
        int p = featureCount();
        int n = rowCount(p, overlapping && !model.equals("linear") ? 8 * classes : classes);
        RandomFeatures features = RandomFeatures.draw(chance, n, p);
        double[] weights = weights(n);
        RandomTargets targets = new RandomTargets(chance, features, weights);
        Object y;
        double unit = 1;
        if (classifier) {
            y = named(targets.classes(classes, overlapping), classes);
        } else {
            double[] numbers = model.equals("linear") ? targets.numbers() : targets.counts(!penalty.equals("none"));
            unit = model.equals("linear")
                    ? deviation(numbers)
                    : DoubleStream.of(numbers).average().orElseThrow();
            y = numbers;
        }
        Map<String, Object> dataset = new LinkedHashMap<>(features.fields());
        dataset.put("y", y);
        if (DoubleStream.of(weights).anyMatch(weight -> weight != 1)) {
            dataset.put("weight", weights);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        Map<String, Object> modelSettings = ofType(model);
        modelSettings.put("fit_intercept", chance.of(0.8));
        body.put("model", modelSettings);
        body.put("loss", lossSettings(unit));
        body.put("penalty", penaltySettings(unit));
        body.put("dataset", dataset);
        body.put("history", Map.of("every", 1_000_000));
        body.put("store", false);
        return body;
    }

    private int featureCount() {
        if (small) {
            return chance.whole(1, 4);
        }
        return chance.of(0.06) ? 20 : chance.whole(1, 8);
    }

    private int rowCount(int p, int least) {
        if (small) {
            return Math.max(chance.whole(p + 2, 30), least);
        }
        int n = chance.of(0.15) ? chance.whole(3, 10) : chance.of(0.6) ? chance.whole(20, 100) : chance.whole(100, 400);
        return Math.max(Math.max(n, p + 1), least * (least > 4 ? p : 1));
    }

    /** All 1 in most problems; in the others of different size, and some 0. */
    private double[] weights(int n) {
        double[] weights = new double[n];
        boolean weighted = n > 10 && chance.of(0.3);
        boolean whole = chance.of(0.3);
        for (int i = 0; i < n; i++) {
            double weight = whole ? chance.whole(1, 5) : chance.magnitude(-1.5, 1);
            weights[i] = !weighted ? 1 : chance.of(0.1) ? 0 : weight;
        }
        return weights;
    }

    private Object named(int[] labels, int classes) {
        if (chance.of(0.3)) {
            return IntStream.of(labels).mapToObj(label -> "class " + label).toList();
        }
        return classes == 2 && chance.of(0.3)
                ? IntStream.of(labels).map(label -> 2 * label - 1).toArray()
                : labels;
    }

    private Map<String, Object> lossSettings(double unit) {
        Map<String, Object> settings = ofType(loss);
        switch (loss) {
            case "huber" -> putSize(settings, "delta", unit);
            case "epsilon_insensitive", "squared_epsilon_insensitive" -> putSize(settings, "epsilon", unit);
            case "quantile" -> settings.put("quantile", chance.one(0.5, 0.9, chance.between(0.02, 0.98)));
            default -> {}
        }
        return settings;
    }

    /** Sensible beside the targets, or of another order altogether, or the default in units of y whatever these are. */
    private void putSize(Map<String, Object> settings, String name, double unit) {
        switch (chance.whole(0, 2)) {
            case 0 -> settings.put(name, unit * chance.magnitude(-1, 0.3));
            case 1 -> settings.put(name, unit * chance.magnitude(-4, 3));
            default -> {}
        }
    }

    private Map<String, Object> penaltySettings(double unit) {
        Map<String, Object> settings = ofType(penalty);
        if (!penalty.equals("none")) {
            settings.put("alpha", chance.magnitude(-4, 0.3) * (chance.of(0.8) ? penaltyUnit(unit) : 1));
        }
        if (penalty.equals("elasticnet")) {
            settings.put("l1_ratio", chance.one(0.15, 0.5, chance.between(0, 1)));
        }
        return settings;
    }

    /** In the order in which they are put, so that the same seed also gives the same text. */
    private static Map<String, Object> ofType(String name) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", name);
        return settings;
    }

    /** The units of a penalty are those of the loss by those of a weight, or of its square. */
    private double penaltyUnit(double unit) {
        boolean square = penalty.equals("l2");
        return switch (loss) {
            case "squared_error", "huber", "squared_epsilon_insensitive" -> square ? 1 : unit;
            case "absolute_error", "quantile", "epsilon_insensitive" -> square ? 1 / unit : 1;
            case "poisson" -> unit;
            default -> 1;
        };
    }

    private static double deviation(double[] values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        return Math.sqrt(DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }
}
