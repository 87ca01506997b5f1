package io.descent.optimize;

import io.descent.data.DenseDataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Minibatch gradient descent as a textbook writes it: squared error with an intercept, rows in order, heavy-ball
 * momentum, nothing shared with what it is compared to.
 */
final class Naive {

    /** One update: the summed loss and weight of its rows before it, and what it did. */
    record Update(double loss, double weight, double[] params, double[] gradient, double[] direction) {}

    private Naive() {}

    static List<Update> run(
            DenseDataset data, int batch, int epochs, double rate, double momentum, double dampening, double l2) {
        int n = data.rows();
        int d = data.features();
        double[] weights = data.weights();
        double[] params = new double[d + 1];
        double[] buffer = new double[d + 1];
        List<Update> updates = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            for (int from = 0; from < n; from += batch) {
                int to = Math.min(from + batch, n);
                double[] gradient = new double[d + 1];
                double loss = 0;
                double weight = 0;
                for (int i = from; i < to; i++) {
                    double own = weights == null ? 1 : weights[i];
                    double prediction = params[d];
                    for (int j = 0; j < d; j++) {
                        prediction += params[j] * data.values()[i * d + j];
                    }
                    double error = prediction - data.targets()[i];
                    double factor = 2 * error * own * n / data.totalWeight() / (to - from);
                    for (int j = 0; j < d; j++) {
                        gradient[j] += factor * data.values()[i * d + j];
                    }
                    gradient[d] += factor;
                    loss += own * error * error;
                    weight += own;
                }
                for (int j = 0; j <= d; j++) {
                    gradient[j] += j < d ? l2 * params[j] : 0;
                    buffer[j] = updates.isEmpty() || momentum == 0
                            ? gradient[j]
                            : momentum * buffer[j] + (1 - dampening) * gradient[j];
                    params[j] -= rate * buffer[j];
                }
                updates.add(new Update(loss, weight, params.clone(), gradient, Arrays.copyOf(buffer, d + 1)));
            }
        }
        return updates;
    }
}
