package io.descent.job;

/** What remembers jobs could not do so just now. */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** There is no room left. */
        FULL,
        /** It does not answer. */
        UNAVAILABLE,
        /** What is stored there was written by a newer release, and this one cannot read it. */
        NEWER
    }

    private final Reason reason;

    /** Makes one that has no other cause. */
    public StorageException(Reason reason) {
        super("storage is " + reason);
        this.reason = reason;
    }

    /** Makes one. */
    public StorageException(Reason reason, Throwable cause) {
        super("storage is " + reason, cause);
        this.reason = reason;
    }

    /** Makes one of what a file system has told. */
    public static StorageException of(Exception failure) {
        return new StorageException(isFull(failure) ? Reason.FULL : Reason.UNAVAILABLE, failure);
    }

    /** There is no type for it. */
    private static boolean isFull(Throwable failure) {
        String message = failure.getMessage();
        return (message != null && message.contains("No space left"))
                || (failure.getCause() != null && isFull(failure.getCause()));
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }
}
