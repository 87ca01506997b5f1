package io.descent.optimize.rule;

/** Least squares and ridge solved outright, in one epoch, by Householder QR. */
public record Exact() implements Optimizer {

    /** The name of this solver. */
    public static final String NAME = "exact";

    @Override
    public String name() {
        return NAME;
    }
}
