package io.descent.export;

/**
 * How a model is written as ONNX.
 *
 * @param float32 whether numbers come in and go out in single precision; they are computed in double precision either way
 * @param matrix whether there is one input {@code x} [N,d] in place of one for each column, which needs columns that are
 *     all numbers as they are
 * @param zipmap whether probabilities come as a map for each row, from the class to a float, as skl2onnx writes them
 */
public record OnnxOptions(boolean float32, boolean matrix, boolean zipmap) {

    /** Doubles, an input for each column, and probabilities as a tensor. */
    public static final OnnxOptions DEFAULT = new OnnxOptions(false, false, false);
}
