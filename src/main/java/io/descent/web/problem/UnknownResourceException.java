package io.descent.web.problem;

/** A path names something that is not there. */
public final class UnknownResourceException extends RuntimeException {

    private static final int LONGEST = 40;

    private final String detail;

    public UnknownResourceException(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    /** There is no fit with an id. */
    public static UnknownResourceException fit(String id) {
        return new UnknownResourceException("There is no fit with the id "
                + (id.length() > LONGEST ? id.substring(0, LONGEST) + "…" : id)
                + "; it may have been deleted, or its retention has ended.");
    }

    /** There is no model of a name. */
    public static UnknownResourceException model(String name) {
        return new UnknownResourceException("There is no model with the name "
                + (name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name)
                + "; POST /v1/models/{name}/versions makes one of a fit.");
    }

    /** There is no dataset with an id. */
    public static UnknownResourceException dataset(String id) {
        return new UnknownResourceException("There is no dataset with the id "
                + (id.length() > LONGEST ? id.substring(0, LONGEST) + "…" : id)
                + "; it may have been deleted, or it has expired.");
    }

    /** There is no key with an id. */
    public static UnknownResourceException key(String id) {
        return new UnknownResourceException("There is no key with the id "
                + (id.length() > LONGEST ? id.substring(0, LONGEST) + "…" : id) + "; it may have been deleted.");
    }

    String detail() {
        return detail;
    }
}
