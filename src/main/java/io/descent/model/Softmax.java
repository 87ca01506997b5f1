package io.descent.model;

/** The probabilities of K classes at K margins: p_k = e^m_k / Σ e^m. Nothing overflows. */
public final class Softmax {

    private Softmax() {}

    /** Returns the place of the largest of the margins that begin at {@code from}, the first of several. */
    public static int largest(double[] margins, int from, int outputs) {
        int top = from;
        for (int k = from + 1; k < from + outputs; k++) {
            if (margins[k] > margins[top]) {
                top = k;
            }
        }
        return top;
    }

    /**
     * Puts the probabilities at the margins that begin at {@code from} in their place.
     *
     * @return −log of the probability of the class {@code truth}
     */
    public static double probabilities(double[] margins, int from, int outputs, int truth) {
        int top = largest(margins, from, outputs);
        double largest = margins[top];
        double behind = largest - margins[from + truth];
        double others = 0;
        for (int k = from; k < from + outputs; k++) {
            margins[k] = StrictMath.exp(margins[k] - largest);
            others += k == top ? 0 : margins[k];
        }
        double share = 1 / (1 + others);
        for (int k = from; k < from + outputs; k++) {
            margins[k] *= share;
        }
        return behind + StrictMath.log1p(others);
    }

    /** Returns −log of the probability of the class {@code truth}; the margins stay as they are. */
    public static double logLoss(double[] margins, int from, int outputs, int truth) {
        int top = largest(margins, from, outputs);
        double others = 0;
        for (int k = from; k < from + outputs; k++) {
            others += k == top ? 0 : StrictMath.exp(margins[k] - margins[top]);
        }
        return margins[top] - margins[from + truth] + StrictMath.log1p(others);
    }
}
