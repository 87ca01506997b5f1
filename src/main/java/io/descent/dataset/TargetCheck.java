package io.descent.dataset;

import static io.descent.schema.Mistake.Code.CLASSES;
import static io.descent.schema.Mistake.Code.OUT_OF_RANGE;
import static io.descent.schema.Mistake.Code.WRONG_TYPE;

import io.descent.data.Classes;
import io.descent.data.Column;
import io.descent.model.ModelType;
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a column the targets that a model takes, or tells why it does not.
 *
 * @param place where the column stands, or what made it
 * @param made whether it was made, so that its values have no places of their own
 * @param trained whether a model is trained on it, not only validated with it
 */
record TargetCheck(ColumnPlace place, boolean made, boolean trained, Mistakes mistakes) {

    private static final int NAMED = 5;

    /** More are likely to be numbers that were meant to be predicted; their confusion matrix would fill the memory. */
    private static final int MOST_CLASSES = 1000;

    /** Returns the targets of a model, classes by their index; null where there were mistakes. */
    double @Nullable [] check(Column target, ModelType model) {
        return switch (model) {
            case LINEAR -> numbers(target, model);
            case POISSON -> counts(target, model);
            case LOGISTIC, SVM, SOFTMAX -> codes(target, Classes.of(target), model);
        };
    }

    private double @Nullable [] numbers(Column target, ModelType model) {
        if (target instanceof Column.Numbers(double[] targets)) {
            return targets;
        }
        place.tell(
                mistakes,
                WRONG_TYPE,
                "must be numbers for the model \"" + Names.json(model)
                        + "\"; for two classes choose \"logistic\", for more \"softmax\"");
        return null;
    }

    private double @Nullable [] counts(Column target, ModelType model) {
        double[] targets = numbers(target, model);
        if (targets == null) {
            return null;
        }
        long before = mistakes.count();
        boolean positive = false;
        for (int i = 0; i < targets.length; i++) {
            positive |= targets[i] > 0;
            if (targets[i] < 0) {
                String detail = "must be at least 0 for the model \"poisson\", not " + Classes.written(targets[i]);
                if (made) {
                    place.tell(mistakes, OUT_OF_RANGE, detail);
                    return null;
                }
                place.tell(mistakes, i, OUT_OF_RANGE, detail);
            }
        }
        if (mistakes.count() == before && trained && !positive) {
            place.tell(
                    mistakes,
                    OUT_OF_RANGE,
                    "must not all be 0: the mean would have to be 0, and its logarithm is not finite");
        }
        return mistakes.count() == before ? targets : null;
    }

    private double @Nullable [] codes(Column target, Classes classes, ModelType model) {
        int count = classes.labels().size();
        boolean several = model == ModelType.SOFTMAX;
        if (several ? count >= 2 && count <= MOST_CLASSES : count == 2) {
            return classes.encode(target);
        }
        String wanted = !several ? "two" : count < 2 ? "at least two" : "at most " + MOST_CLASSES;
        place.tell(
                mistakes,
                CLASSES,
                "must hold " + wanted + " classes for the model \"" + Names.json(model)
                        + "\", not " + count + ": "
                        + classes.labels().stream()
                                .limit(NAMED)
                                .map(label -> Classes.written(label).toString())
                                .collect(Collectors.joining(", "))
                        + (count > NAMED ? ", …" : "")
                        + (!several && count > 2 ? "; for more than two choose \"softmax\"" : ""));
        return null;
    }
}
