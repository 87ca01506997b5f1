package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.access.AuditCheck;
import io.descent.access.AuditEntry;
import io.descent.access.AuditEvent;
import io.descent.access.AuditStore;
import io.descent.access.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the audit must do over every database. */
abstract class AuditContract extends DatabaseContract {

    private static final Tenant ACME = new Tenant("acme");

    private AuditStore audit;

    AuditContract(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void open() {
        audit = new JdbcAuditStore(database.source(), database.writes());
        jdbc.sql("delete from audit").update();
        jdbc.sql("update audit_head set number = 0, hash = null").update();
    }

    private static AuditEvent event(int number) {
        return new AuditEvent(
                Instant.ofEpochMilli(1_800_000_000_000L + number),
                number % 2 == 0 ? ACME : null,
                number % 3 == 0 ? null : "key_1",
                "POST",
                "/v1/fits",
                "fit_" + number,
                "127.0.0.1",
                200);
    }

    @Test
    void whatWasAddedIsReadInItsOrder() {
        IntStream.rangeClosed(1, 5).forEach(number -> audit.append(event(number)));

        assertThat(audit.after(0, 10))
                .extracting(AuditEntry::event)
                .containsExactly(event(1), event(2), event(3), event(4), event(5));
        assertThat(audit.after(3, 1)).extracting(AuditEntry::number).containsExactly(4L);
        assertThat(audit.after(ACME, 0, 10)).extracting(AuditEntry::number).containsExactly(2L, 4L);
        AuditCheck check = new AuditCheck(audit);
        assertThat(check.broken()).isEmpty();
        assertThat(check.entries()).isEqualTo(5);
    }

    @Test
    void manyProcessesAddToOneChain() throws InterruptedException, ExecutionException {
        List<Callable<Void>> writers = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            AuditEvent event = event(number);
            AuditStore own = new JdbcAuditStore(database.source(), database.writes());
            writers.add(() -> {
                own.append(event);
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Void> written : threads.invokeAll(writers)) {
                written.get();
            }
        }
        AuditCheck check = new AuditCheck(audit);
        assertThat(check.broken()).isEmpty();
        assertThat(check.entries()).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update audit set status = 403 where number = 3                        | entry 3 was changed
            update audit set who = 'key_2' where number = 4                       | entry 4 was changed
            update audit set resource = null where number = 1                     | entry 1 was changed
            delete from audit where number = 2                                    | entry 3 does not follow entry 1
            delete from audit where number = 1                                    | entry 2 does not follow entry 0
            delete from audit where number >= 4                                   | entries 4 to 5 were taken away
            """)
    void theFirstBrokenPlaceIsFound(String crime, String told) {
        IntStream.rangeClosed(1, 5).forEach(number -> audit.append(event(number)));
        jdbc.sql(crime).update();

        assertThat(new AuditCheck(audit).broken())
                .hasValueSatisfying(what -> assertThat(what).startsWith(told));
    }
}
