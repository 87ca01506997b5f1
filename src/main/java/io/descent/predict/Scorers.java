package io.descent.predict;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.descent.job.Job;
import io.descent.job.JobStore;
import java.time.Duration;
import java.util.List;
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

    /** A fit, and when it was last seen in the store. */
    private record Seen(Scorer scorer, long nanos) {}

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
     * Returns a fit that predicts; nothing where there is none of this id.
     *
     * @throws NoParametersException where it has no parameters
     */
    public Optional<Scorer> find(String fit) {
        Seen seen = cache.getIfPresent(fit);
        if (seen != null && System.nanoTime() - seen.nanos() < CONFIRMED.toNanos()) {
            return Optional.of(seen.scorer());
        }
        // looking and keeping is one step: a deletion in between would else be undone
        Seen now = cache.asMap().compute(fit, (_, before) -> {
            Scorer scorer = before != null && isThere(fit) ? before.scorer() : load(fit);
            return scorer == null ? null : new Seen(scorer, System.nanoTime());
        });
        return Optional.ofNullable(now).map(Seen::scorer);
    }

    /** Forgets a fit that was deleted. */
    public void forget(String fit) {
        cache.invalidate(fit);
    }

    private boolean isThere(String fit) {
        return !fits.standings(List.of(fit)).isEmpty();
    }

    private @Nullable Scorer load(String fit) {
        Optional<Job> found = fits.find(fit);
        return found.isEmpty()
                ? null
                : Scorer.of(found.get())
                        .orElseThrow(() -> new NoParametersException(found.get().status()));
    }
}
