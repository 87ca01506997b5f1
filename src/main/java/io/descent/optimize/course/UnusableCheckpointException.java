package io.descent.optimize.course;

/** A checkpoint is damaged, of another version of the program or of another fit; what it was of can only start over. */
public final class UnusableCheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnusableCheckpointException(String reason) {
        super(reason);
    }
}
