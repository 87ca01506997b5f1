package io.descent.web.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.data.Classes;
import io.descent.model.Predictions;
import io.descent.predict.Intervals;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Predictions, in the order of the rows. */
@Schema(name = "Predictions")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PredictionAnswer(
        @Schema(
                description =
                        "of a regression numbers, null for one beyond what a double holds; of a classifier classes, of "
                                + "the type they came in")
        List<Object> predictions,

        @Schema(description = "of a classifier, in the order of the probabilities") @Nullable
        List<Object> classes,

        @Schema(description = "of logistic and softmax, of each row one a class")
        double @Nullable [][] probabilities,

        @Schema(description = "of svm, the margins towards the second class")
        double @Nullable [] scores,

        @Schema(description = "with ?interval, where the fit has an inference") @Nullable
        IntervalAnswers intervals,

        @Schema(description = "by column, how many values are levels that training has not seen")
        @JsonProperty("unknown_categories")
        Map<String, Integer> unknownCategories,

        @Schema(description = "how many columns the model has no use for") @JsonProperty("ignored_columns")
        int ignoredColumns,

        ModelAnswer model) {

    /** Intervals around predictions, both ends of each. */
    @Schema(name = "PredictionIntervals")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IntervalAnswers(
            double level,

            @Schema(description = "of what is expected of such rows; of logistic the probability of the second class")
            double[][] mean,

            @Schema(description = "of linear: of the target of one such row")
            double @Nullable [][] observation) {

        static IntervalAnswers of(Predictions predictions, Intervals intervals) {
            double[] margins = predictions.margins();
            double[] errors = Objects.requireNonNull(predictions.errors());
            double[][] mean = new double[margins.length][2];
            double[][] observation = intervals.ofObservations() ? new double[margins.length][2] : null;
            for (int i = 0; i < margins.length; i++) {
                intervals.mean(margins[i], errors[i], mean[i]);
                if (observation != null) {
                    intervals.observation(margins[i], errors[i], observation[i]);
                }
            }
            return new IntervalAnswers(intervals.level(), mean, observation);
        }
    }

    static List<Object> written(List<Object> classes) {
        return classes.stream().map(Classes::written).toList();
    }
}
