package io.descent.optimize;

/** Lets somebody else end a fit; asked between batches, so it must be cheap. */
@FunctionalInterface
public interface CancelToken {

    /** Is never cancelled. */
    CancelToken NEVER = () -> false;

    /** Tells whether the fit is to end now. */
    boolean cancelled();
}
