package io.descent.web.protocols;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request of the Open Inference Protocol. What it has beside this, such as parameters, says nothing here. */
@JsonIgnoreProperties(ignoreUnknown = true)
record InferRequest(
        @Nullable String id,
        @Nullable List<Input> inputs,
        @Nullable List<Requested> outputs) {

    /**
     * A tensor.
     *
     * @param data flat in row-major order, or nested as the shape says
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Input(
            String name,
            List<Long> shape,
            String datatype,
            @Nullable Object data) {}

    /** An output that is wanted. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Requested(String name) {}
}
