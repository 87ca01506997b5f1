package io.descent.optimize;

/** Ends a line search, whose iteration is not worth saving; see {@link Interrupt#heed}. */
final class CalledOffException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CalledOffException() {
        super("the fit is to end, or to go on elsewhere", null, false, false);
    }
}
