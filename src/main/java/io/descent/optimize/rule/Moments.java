package io.descent.optimize.rule;

import java.io.Serializable;

/**
 * What the rules of Adam's family have in common: m ← beta1·m + (1 − beta1)·g, v ← beta2·v + (1 − beta2)·g², both
 * corrected for having begun as 0, m̂ = m / (1 − beta1^t), v̂ = v / (1 − beta2^t), and eps outside the root. The paper's
 * algorithm and PyTorch place eps so; Keras, with 1e-7, adds it before the correction of v.
 *
 * @param beta1 in [0, 1)
 * @param beta2 in [0, 1)
 * @param eps finite and above 0
 */
public record Moments(double beta1, double beta2, double eps) implements Serializable {
    public Moments {
        Checks.decay("beta1", beta1);
        Checks.decay("beta2", beta2);
        Checks.positive("eps", eps);
    }
}
