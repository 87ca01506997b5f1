package io.descent.optimize.stretch;

/** Ends work that is not worth saving, such as a line search or a sum over all rows, because the fit is to end or to go on elsewhere. */
public final class AbortedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public AbortedException() {
        super("the fit is to end, or to go on elsewhere", null, false, false);
    }
}
