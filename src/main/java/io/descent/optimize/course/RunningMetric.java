package io.descent.optimize.course;

import io.descent.model.ModelType;
import io.descent.model.Softmax;

/** A measure taken over the rows of a record, each before the update that uses it. */
public enum RunningMetric {
    /**
     * The sum over a batch of (prediction − y)², averaged over the batches. Of a classifier the prediction is the
     * probability, of several classes each; a support vector machine has none.
     */
    BATCH_SSE("the sum over a batch of (prediction − y)², averaged over the batches", "a prediction that is a number") {
        @Override
        public boolean suits(ModelType model) {
            return model != ModelType.SVM;
        }

        @Override
        public double of(ModelType model, double[] margins, int from, int outputs, double target) {
            return switch (model) {
                case LINEAR -> square(margins[from] - target);
                case LOGISTIC -> square(ModelType.sigmoid(margins[from]) - target);
                case SOFTMAX -> squares(margins, from, outputs, (int) target);
                case POISSON -> square(StrictMath.exp(margins[from]) - target);
                case SVM -> throw new IllegalStateException("a support vector machine predicts no number");
            };
        }

        @Override
        public double mean(double sum, long batches, double weight) {
            return sum / batches;
        }
    },
    /** The share of rows whose predicted class is the true one. */
    ACCURACY("the share of rows whose predicted class is the true one", "a classifier") {
        @Override
        public boolean suits(ModelType model) {
            return model.classifies();
        }

        @Override
        public double of(ModelType model, double[] margins, int from, int outputs, double target) {
            int predicted = outputs > 1 ? Softmax.largest(margins, from, outputs) - from : margins[from] > 0 ? 1 : 0;
            return predicted == target ? 1 : 0;
        }

        @Override
        public double mean(double sum, long batches, double weight) {
            return sum / weight;
        }
    };

    private final String description;
    private final String need;

    RunningMetric(String description, String need) {
        this.description = description;
        this.need = need;
    }

    /** Says what it needs of a model, to follow «needs»; see {@link #suits}. */
    public String need() {
        return need;
    }

    /** Says what it is. */
    public String description() {
        return description;
    }

    /** Tells whether it can be measured of a model. */
    public abstract boolean suits(ModelType model);

    /** Returns what one row adds, before its weight; its K margins begin at {@code from}. */
    public abstract double of(ModelType model, double[] margins, int from, int outputs, double target);

    /** Returns the measure from the weighted sum over all rows of some batches. */
    public abstract double mean(double sum, long batches, double weight);

    private static double square(double error) {
        return error * error;
    }

    private static double squares(double[] margins, int from, int outputs, int truth) {
        int top = Softmax.largest(margins, from, outputs);
        double total = 0;
        for (int k = from; k < from + outputs; k++) {
            total += StrictMath.exp(margins[k] - margins[top]);
        }
        double sum = 0;
        for (int k = 0; k < outputs; k++) {
            sum += square(StrictMath.exp(margins[from + k] - margins[top]) / total - (k == truth ? 1 : 0));
        }
        return sum;
    }
}
