package io.descent.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * What a request to fit asks to minimise, read from its body: rows, targets and weights in plain arrays, without the
 * rows of weight 0. Read by itself, so that a mistake of the service's own reader is not made twice.
 *
 * @param loss the name of the loss
 * @param setting the loss's delta, epsilon or quantile; 0 where it has none
 * @param x a row of features each
 * @param y targets; of a classifier the index of the class, in ascending order of the classes
 * @param weights of the rows, all above 0, with sum 1
 * @param outputs the number of classes of softmax, else 1
 */
public record Problem(
        String model,
        String loss,
        double setting,
        double l1,
        double l2,
        boolean intercept,
        double[][] x,
        double[] y,
        double[] weights,
        int outputs) {

    /** Reads the body of a request whose dataset stands under {@code dataset}. */
    public static Problem of(JsonNode body) {
        JsonNode dataset = body.get("dataset");
        String model = body.at("/model/type").asString();
        String loss = body.at("/loss/type").asString();
        JsonNode penalty = body.get("penalty");
        double alpha = penalty.path("alpha").asDouble(0);
        double l1Share = switch (penalty.get("type").asString()) {
            case "l1" -> 1;
            case "elasticnet" -> penalty.get("l1_ratio").asDouble();
            default -> 0;
        };
        double[][] x = dataset.has("csr") ? sparse(dataset.get("csr")) : dense(dataset.get("x"));
        boolean classifier = !model.equals("linear") && !model.equals("poisson");
        double[] y = classifier ? classes(dataset.get("y")) : numbers(dataset.get("y"));
        double[] weights = dataset.has("weight")
                ? numbers(dataset.get("weight"))
                : DoubleStream.generate(() -> 1).limit(y.length).toArray();
        int outputs =
                model.equals("softmax") ? 1 + (int) DoubleStream.of(y).max().orElseThrow() : 1;
        int[] kept = IntStream.range(0, y.length).filter(i -> weights[i] > 0).toArray();
        double total = IntStream.of(kept).mapToDouble(i -> weights[i]).sum();
        return new Problem(
                model,
                loss,
                setting(loss, body.get("loss")),
                alpha * l1Share,
                alpha * (1 - l1Share),
                body.at("/model/fit_intercept").asBoolean(true),
                IntStream.of(kept).mapToObj(i -> x[i]).toArray(double[][]::new),
                IntStream.of(kept).mapToDouble(i -> y[i]).toArray(),
                IntStream.of(kept).mapToDouble(i -> weights[i] / total).toArray(),
                outputs);
    }

    private static double setting(String loss, JsonNode settings) {
        return switch (loss) {
            case "huber" -> settings.path("delta").asDouble(1.35);
            case "quantile" -> settings.path("quantile").asDouble(0.5);
            case "epsilon_insensitive", "squared_epsilon_insensitive" ->
                settings.path("epsilon").asDouble(0.1);
            default -> 0;
        };
    }

    /** Tells whether there is a penalty. */
    boolean penalised() {
        return l1 > 0 || l2 > 0;
    }

    private static double[] numbers(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToDouble(i -> list.get(i).asDouble())
                .toArray();
    }

    private static double[] classes(JsonNode list) {
        List<Comparable<?>> labels = new ArrayList<>();
        for (JsonNode label : list) {
            labels.add(label.isNumber() ? (Comparable<?>) label.asDouble() : label.asString());
        }
        List<Comparable<?>> ascending = List.copyOf(new TreeSet<>(labels));
        return labels.stream().mapToDouble(ascending::indexOf).toArray();
    }

    private static double[][] dense(JsonNode rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> numbers(rows.get(i)))
                .toArray(double[][]::new);
    }

    private static double[][] sparse(JsonNode csr) {
        double[] values = numbers(csr.get("data"));
        double[] columns = numbers(csr.get("indices"));
        double[] starts = numbers(csr.get("indptr"));
        double[][] rows = new double[starts.length - 1][csr.at("/shape/1").asInt()];
        for (int i = 0; i < rows.length; i++) {
            for (int at = (int) starts[i]; at < starts[i + 1]; at++) {
                rows[i][(int) columns[at]] += values[at];
            }
        }
        return rows;
    }
}
