package io.descent.schema;

import java.util.List;

/** A request that makes no sense, with everything that is wrong with it. */
public final class InvalidRequestException extends RuntimeException {

    private final transient List<Mistake> mistakes;
    private final long count;

    public InvalidRequestException(Mistakes mistakes) {
        super(mistakes.count() + " mistakes in the request", null, false, false);
        this.mistakes = mistakes.kept();
        this.count = mistakes.count();
    }

    /** Returns the mistakes, the first hundred where there are more. */
    public List<Mistake> mistakes() {
        return mistakes;
    }

    /** Returns how many there are. */
    public long count() {
        return count;
    }
}
