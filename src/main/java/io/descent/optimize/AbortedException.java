package io.descent.optimize;

/** Ends a line search, whose iteration is not worth saving; see {@link Interrupt#abortIfAsked}. */
final class AbortedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    AbortedException() {
        super("the fit is to end, or to go on elsewhere", null, false, false);
    }
}
