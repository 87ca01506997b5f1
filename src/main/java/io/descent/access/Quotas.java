package io.descent.access;

/**
 * How much each tenant may have; 0 for as much as it wants.
 *
 * @param work multiply-adds a minute, by the estimate that is made before a fit runs
 * @param fits that run at once
 * @param queued fits that wait
 * @param bytes of the datasets that are kept
 */
public record Quotas(double work, int fits, int queued, long bytes) {

    /** As much as everybody wants. */
    public static final Quotas NONE = new Quotas(0, 0, 0, 0);

    /** Each has a name, by which answers tell of it. */
    public enum Policy {
        WORK("work"),
        FITS("fits"),
        QUEUED("queued"),
        BYTES("bytes");

        private final String text;

        Policy(String text) {
            this.text = text;
        }

        /** Returns the name. */
        public String text() {
            return text;
        }
    }

    public Quotas {
        if (!(work >= 0) || fits < 0 || queued < 0 || bytes < 0) {
            throw new IllegalArgumentException("a quota is at least 0");
        }
    }

    /** Tells whether anything is limited. */
    public boolean any() {
        return !equals(NONE);
    }

    /** Returns how much of a policy there is; 0 for as much as one wants. */
    public double limit(Policy policy) {
        return switch (policy) {
            case WORK -> work;
            case FITS -> fits;
            case QUEUED -> queued;
            case BYTES -> bytes;
        };
    }
}
