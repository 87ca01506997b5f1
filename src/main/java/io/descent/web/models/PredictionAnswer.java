package io.descent.web.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.data.Classes;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
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

        @Schema(description = "by column, how many values are levels that training has not seen")
        @JsonProperty("unknown_categories")
        Map<String, Integer> unknownCategories,

        @Schema(description = "how many columns the model has no use for") @JsonProperty("ignored_columns")
        int ignoredColumns,

        ModelAnswer model) {

    static List<Object> written(List<Object> classes) {
        return classes.stream().map(Classes::written).toList();
    }
}
