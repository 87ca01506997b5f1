package io.descent.wire;

import io.descent.data.Column;
import io.descent.schema.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request of the Open Inference Protocol.
 *
 * @param id what the answer is to repeat; null for nothing
 * @param inputs those tensors that were read without mistakes
 * @param outputs the names of the tensors that are wanted; empty for all
 * @param findings what the reader has found wrong so far
 */
public record InferenceRequest(@Nullable String id, List<Tensor> inputs, List<Output> outputs, Findings findings) {

    /** Makes a request. */
    public InferenceRequest {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * A tensor.
     *
     * @param pointer where it stands
     * @param shape its extents, of which none is negative
     * @param datatype as the protocol calls it
     * @param data as many values as the shape says, in row-major order
     */
    public record Tensor(String pointer, String name, List<Long> shape, String datatype, Column data) {

        /** Makes a tensor. */
        public Tensor {
            shape = List.copyOf(shape);
        }
    }

    /**
     * A tensor that is wanted.
     *
     * @param pointer where its name stands
     */
    public record Output(String pointer, String name) {}
}
