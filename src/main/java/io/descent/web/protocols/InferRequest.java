package io.descent.web.protocols;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request of the Open Inference Protocol. What it has beside this, such as parameters, says nothing here. */
@JsonIgnoreProperties(ignoreUnknown = true)
record InferRequest(
        @Nullable String id,
        @Nullable List<@Nullable Given> inputs,
        @Nullable List<@Nullable Requested> outputs) {

    /** A tensor as it was given, of which parts may be missing. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Given(
            @Nullable String name,
            @Nullable List<Long> shape,
            @Nullable String datatype,
            @Nullable Object data) {}

    /**
     * A tensor.
     *
     * @param data flat in row-major order, or nested as the shape says
     */
    record Input(
            String name,
            List<Long> shape,
            String datatype,
            @Nullable Object data) {}

    /** An output that is wanted. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Requested(@Nullable String name) {}
}
