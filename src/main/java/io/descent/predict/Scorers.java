package io.descent.predict;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.descent.access.Tenant;
import io.descent.job.Job;
import io.descent.job.JobStore;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds fits that predict, and keeps those that are used, so that most predictions need no database. A fit that was deleted
 * here is gone at once, one that another process has deleted within {@link #CONFIRMED}.
 */
public final class Scorers {

    /** How long a fit is taken to be there after it was seen. */
    static final Duration CONFIRMED = Duration.ofMillis(500);

    private static final long MOST_PARAMETERS = 1 << 22;

    /** What a model costs beside its parameters. */
    private static final int FLAT_COST = 64;

    /** A fit, whose it is, and when it was last seen in the store. */
    private record Seen(Tenant tenant, Scorer scorer, long nanos) {}

    private final JobStore fits;
    private final Cache<String, Seen> cache;

    /** Makes what finds fits in a store. */
    public Scorers(JobStore fits) {
        this.fits = fits;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(MOST_PARAMETERS)
                .weigher((String _, Seen seen) -> seen.scorer().model().coef().length + FLAT_COST)
                .build();
    }

    /**
     * Returns a fit that predicts; nothing where the tenant has none of this id.
     *
     * @throws NoParametersException where it has no parameters
     */
    public Optional<Scorer> find(Tenant tenant, String fit) {
        Seen seen = cache.getIfPresent(fit);
        if (seen != null && System.nanoTime() - seen.nanos() < CONFIRMED.toNanos()) {
            return owned(tenant, seen);
        }
        // looking and keeping is one step: a deletion in between would else be undone
        Seen now = cache.asMap().compute(fit, (_, before) -> {
            Tenant owner = fits.owner(fit).orElse(null);
            if (owner == null) {
                return null;
            }
            // what is another's is not looked at
            Scorer scorer = before != null && before.tenant().equals(owner)
                    ? before.scorer()
                    : owner.equals(tenant) ? load(fit) : null;
            return scorer == null ? null : new Seen(owner, scorer, System.nanoTime());
        });
        return now == null ? Optional.empty() : owned(tenant, now);
    }

    private static Optional<Scorer> owned(Tenant tenant, Seen seen) {
        return seen.tenant().equals(tenant) ? Optional.of(seen.scorer()) : Optional.empty();
    }

    /** Forgets a fit that was deleted. */
    public void forget(String fit) {
        cache.invalidate(fit);
    }

    private @Nullable Scorer load(String fit) {
        Optional<Job> found = fits.find(fit);
        return found.isEmpty()
                ? null
                : Scorer.of(found.get())
                        .orElseThrow(() -> new NoParametersException(found.get().status()));
    }
}
