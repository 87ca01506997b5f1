package io.descent.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets tenants have what their quotas allow, and tells what is left. */
public final class Allowance {

    /** Everybody has as much as they want. */
    public static final Allowance UNLIMITED = new Allowance(Quotas.NONE, null, Clock.systemUTC());

    /** Of the quota of work. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    /** After how many seconds to try again what ends at no known time. */
    private static final long USUAL_RETRY = 5;

    private static final double WINDOW_MILLIS = 60_000;

    /** So that times stay such that there are. */
    private static final double LONGEST_MILLIS = 365 * 24 * 60 * WINDOW_MILLIS;

    private final Quotas quotas;
    private final @Nullable UsageStore store;
    private final Clock clock;

    private Allowance(Quotas quotas, @Nullable UsageStore store, Clock clock) {
        this.quotas = quotas;
        this.store = store;
        this.clock = clock;
    }

    /** Returns what keeps to quotas. */
    public static Allowance of(Quotas quotas, UsageStore store, Clock clock) {
        return quotas.any() ? new Allowance(quotas, store, clock) : UNLIMITED;
    }

    /**
     * What is left of a policy.
     *
     * @param limit the whole of it
     * @param seconds until all of it is there again; null where nobody knows
     */
    public record Left(
            Quotas.Policy policy,
            long limit,
            long remaining,
            @Nullable Long seconds) {}

    /** A fit that counts as long as this is open. */
    @FunctionalInterface
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Tells whether there is anything that tenants may not have as much of as they want. */
    public boolean isLimited() {
        return store != null;
    }

    /** Takes the work of a fit from what its tenant has a minute; throws {@link QuotaExceededException}. */
    public void spend(Tenant tenant, double work) {
        if (store == null || quotas.work() == 0) {
            return;
        }
        long millis = (long) Math.min(Math.ceil(work / quotas.work() * WINDOW_MILLIS), LONGEST_MILLIS);
        Instant now = clock.instant();
        if (!store.take(tenant, millis, now)) {
            long missing = Duration.between(now, store.whole(tenant)).toMillis();
            long later = millis > WINDOW.toMillis() ? missing : missing + millis - WINDOW.toMillis();
            throw new QuotaExceededException(Quotas.Policy.WORK, seconds(Math.max(1, later)));
        }
    }

    /** Lets a tenant run a fit; throws {@link QuotaExceededException}. */
    public Turn begin(Tenant tenant, String fit) {
        if (store == null || quotas.fits() == 0) {
            return () -> {};
        }
        if (!store.begin(tenant, fit, quotas.fits(), clock.instant())) {
            throw new QuotaExceededException(Quotas.Policy.FITS, USUAL_RETRY);
        }
        UsageStore counted = store;
        return () -> counted.end(fit);
    }

    /** Tells whether a fit of the queue may run now. */
    public boolean mayRun(Tenant tenant) {
        return store == null
                || quotas.fits() == 0
                || store.usage(tenant, clock.instant()).running() < quotas.fits();
    }

    /** Lets a tenant have one more fit that waits; throws {@link QuotaExceededException}. */
    public void queue(Tenant tenant) {
        if (store != null
                && quotas.queued() > 0
                && store.usage(tenant, clock.instant()).queued() >= quotas.queued()) {
            throw new QuotaExceededException(Quotas.Policy.QUEUED, USUAL_RETRY);
        }
    }

    /** Returns what a tenant has left of each policy; nothing where nothing is limited. */
    public List<Left> left(Tenant tenant) {
        if (store == null) {
            return List.of();
        }
        Instant now = clock.instant();
        UsageStore.Usage usage = store.usage(tenant, now);
        List<Left> left = new ArrayList<>();
        if (quotas.work() > 0) {
            long missing =
                    Math.max(0, Duration.between(now, store.whole(tenant)).toMillis());
            double share = Math.max(0, 1 - missing / WINDOW_MILLIS);
            left.add(new Left(
                    Quotas.Policy.WORK, (long) quotas.work(), (long) (quotas.work() * share), seconds(missing)));
        }
        addCounted(left, Quotas.Policy.FITS, usage.running());
        addCounted(left, Quotas.Policy.QUEUED, usage.queued());
        addCounted(left, Quotas.Policy.BYTES, usage.bytes());
        return left;
    }

    private void addCounted(List<Left> left, Quotas.Policy policy, long used) {
        long limit = (long) quotas.limit(policy);
        if (limit > 0) {
            left.add(new Left(policy, limit, Math.max(0, limit - used), null));
        }
    }

    private static long seconds(long millis) {
        return (millis + 999) / 1000;
    }
}
