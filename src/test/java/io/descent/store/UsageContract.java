package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.access.Tenant;
import io.descent.access.UsageStore;
import io.descent.access.UsageStore.Usage;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How what tenants use is counted over every database. */
abstract class UsageContract extends DatabaseContract {

    private static final Tenant ACME = new Tenant("acme");
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private UsageStore usage;

    UsageContract(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void open() {
        usage = new JdbcUsageStore(database.source(), database.writes());
        jdbc.sql("delete from work_spent").update();
        jdbc.sql("delete from fit_at_once").update();
    }

    @Test
    void aMinuteIsSpentAndComesBack() {
        assertThat(usage.take(ACME, 40_000, NOW)).isTrue();
        assertThat(usage.take(ACME, 30_000, NOW)).isFalse();
        assertThat(usage.take(ACME, 20_000, NOW)).isTrue();
        assertThat(usage.whole(ACME)).isEqualTo(NOW.plusSeconds(60));
        assertThat(usage.take(ACME, 1, NOW)).isFalse();
        assertThat(usage.take(ACME, 30_000, NOW.plusSeconds(30))).isTrue();
        assertThat(usage.take(new Tenant("bolt"), 60_000, NOW)).isTrue();
    }

    @Test
    void moreThanAMinuteIsTakenWhereAWholeOneIsThereAndMadeUpFor() {
        assertThat(usage.take(ACME, 300_000, NOW)).isTrue();
        assertThat(usage.take(ACME, 1, NOW.plusSeconds(200))).isFalse();
        assertThat(usage.take(ACME, 300_000, NOW.plusSeconds(300))).isTrue();
    }

    @Test
    void noMoreFitsRunAtOnceThanMay() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> attempts = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(number -> () -> usage.begin(ACME, "fit_" + number, 3, NOW))
                    .toList();
            int begun = 0;
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                begun += attempt.get() ? 1 : 0;
            }
            assertThat(begun).isEqualTo(3);
        }
        assertThat(usage.usage(ACME, NOW)).isEqualTo(new Usage(3, 0, 0));
        IntStream.range(0, 8).forEach(number -> usage.end("fit_" + number));
        assertThat(usage.usage(ACME, NOW)).isEqualTo(new Usage(0, 0, 0));
    }

    @Test
    void whatAProcessHasLeftBehindDoesNotCountForever() {
        usage.begin(ACME, "fit_1", 1, NOW);
        assertThat(usage.begin(ACME, "fit_2", 1, NOW.plusSeconds(60))).isFalse();
        assertThat(usage.begin(ACME, "fit_2", 1, NOW.plusSeconds(3600))).isTrue();
    }
}
