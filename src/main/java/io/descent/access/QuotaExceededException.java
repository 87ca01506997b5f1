package io.descent.access;

/** A tenant has used up what it may have. */
public final class QuotaExceededException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Quotas.Policy policy;
    private final long retryAfterSeconds;

    public QuotaExceededException(Quotas.Policy policy, long retryAfterSeconds) {
        super("the quota " + policy.text() + " is used up", null, false, false);
        this.policy = policy;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Returns what is used up. */
    public Quotas.Policy policy() {
        return policy;
    }

    /** Returns in how many seconds there may be some again. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
