package io.descent.web.protocols;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Predictions as the Open Inference Protocol answers them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InferAnswer(
        @JsonProperty("model_name") String modelName,
        @JsonProperty("model_version") String modelVersion,
        @Nullable String id,
        List<Output> outputs) {

    /** A tensor, its data in row-major order. */
    record Output(String name, String datatype, List<Long> shape, List<Object> data) {}

    /** What a tensor is to be; -1 for any extent. */
    record Described(String name, String datatype, List<Long> shape) {}
}
