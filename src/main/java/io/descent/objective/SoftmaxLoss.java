package io.descent.objective;

import io.descent.data.Dataset;
import io.descent.model.Softmax;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * −log of the probability of the true class among K, log Σ e^m_k − m_y with y the index of the class; the slope of
 * output k is p_k − (k = y). The largest margin is taken out of the sum before the exponential, so that nothing
 * overflows and the loss keeps its digits when it is small (Blanchard, Higham and Higham, "Accurately computing the
 * log-sum-exp and softmax functions", 2021). Every class has parameters of its own, as in PyTorch's
 * {@code CrossEntropyLoss} and scikit-learn's multinomial {@code LogisticRegression}; statsmodels' {@code MNLogit} holds
 * those of the first class at 0.
 */
public record SoftmaxLoss() implements Loss {

    @Override
    public double lossAndSlopes(
            double[] margins, int outputs, Dataset data, int @Nullable [] rows, int from, int count) {
        double[] targets = data.targets();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            int row = rows == null ? from + i : rows[from + i];
            double weight = data.weight(row);
            int start = i * outputs;
            int truth = (int) targets[row];
            sum += weight * Softmax.probabilities(margins, start, outputs, truth);
            // p − 1 from the shares of the other classes, which keeps its digits where p is nearly 1
            double others = 0;
            for (int k = 0; k < outputs; k++) {
                others += k == truth ? 0 : margins[start + k];
                margins[start + k] *= weight;
            }
            margins[start + truth] = -others * weight;
        }
        return sum;
    }

    @Override
    public double sum(double[] margins, int outputs, Dataset data, int @Nullable [] rows, int from, int count) {
        double[] targets = data.targets();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            int row = rows == null ? from + i : rows[from + i];
            sum += data.weight(row) * Softmax.logLoss(margins, i * outputs, outputs, (int) targets[row]);
        }
        return sum;
    }

    /** The largest eigenvalue of diag(p) − p·pᵀ is at most ½ (Böhning 1992), reached with two classes at p = ½. */
    @Override
    public double curvature() {
        return 0.5;
    }

    /** diag(p) − p·pᵀ. */
    @Override
    public void curvatures(double[] margins, int at, int outputs, double target, double[] into) {
        Softmax.probabilities(margins, at, outputs, (int) target);
        for (int k = 0; k < outputs; k++) {
            double others = 0;
            for (int l = 0; l < outputs; l++) {
                into[k * outputs + l] = -margins[at + k] * margins[at + l];
                others += l == k ? 0 : margins[at + l];
            }
            into[k * outputs + k] = margins[at + k] * others;
        }
    }

    /** The logarithms of the classes' shares, about their mean. */
    @Override
    public double[] constant(Dataset data, int outputs) {
        double[] margins = new double[outputs];
        for (int i = 0; i < data.rows(); i++) {
            margins[(int) data.targets()[i]] += data.weight(i);
        }
        if (Arrays.stream(margins).anyMatch(share -> !(share > 0))) {
            return new double[outputs];
        }
        Arrays.setAll(margins, k -> StrictMath.log(margins[k]));
        double mean = Arrays.stream(margins).sum() / outputs;
        Arrays.setAll(margins, k -> margins[k] - mean);
        return margins;
    }
}
