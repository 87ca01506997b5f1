package io.descent.job;

/** A document is no fit that was exported, or is no longer what was. */
public final class UnreadableDocumentException extends RuntimeException {

    private final String detail;

    /** Tells what is wrong with it, in words for its sender. */
    public UnreadableDocumentException(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    /** Returns what is wrong with it. */
    public String detail() {
        return detail;
    }
}
