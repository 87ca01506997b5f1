package io.descent.schema;

/** Settings that make sense alone but not together. */
public final class ConflictException extends IllegalArgumentException {

    private final String pointer;
    private final String detail;

    /**
     * Makes one.
     *
     * @param pointer the setting to change, from the object that is being read on
     */
    public ConflictException(String pointer, String detail) {
        super(detail);
        this.pointer = pointer;
        this.detail = detail;
    }

    /** Returns the setting to change. */
    public String pointer() {
        return pointer;
    }

    /** Returns what is wrong with it. */
    public String detail() {
        return detail;
    }
}
