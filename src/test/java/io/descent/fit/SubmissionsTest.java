package io.descent.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.access.Tenant;
import io.descent.data.Column;
import io.descent.data.Table;
import io.descent.dataset.DatasetDraft;
import io.descent.fit.prepare.FitRequest;
import io.descent.fit.prepare.Limits;
import io.descent.job.JobStatus;
import io.descent.job.JobsInMemory;
import io.descent.schema.Mistakes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which fits of stored tables are run while their rows are there, and which wait to have them read again. */
class SubmissionsTest {

    private static final int FEATURES = 28;

    /** So many that a fit of them is not small. */
    private static final int ROWS = 70_000;

    private final AtomicInteger found = new AtomicInteger();
    private final Table table = table();

    private static Table table() {
        Random random = new Random(1);
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (int j = 0; j < FEATURES; j++) {
            columns.put("x" + j, new Column.Numbers(random.doubles(ROWS).toArray()));
        }
        columns.put("y", new Column.Numbers(random.doubles(ROWS).toArray()));
        return new Table(columns);
    }

    private Submission submitted(Map<String, @Nullable Object> settings, boolean waits) {
        DatasetDraft stored = DatasetDraft.of("/dataset", "ds_1", "y", null, null);
        try (OptimizerService service = Services.of(new Limits(10_000_000, 1e12), 1, new JobsInMemory(), id -> {
            found.incrementAndGet();
            return Optional.of(table);
        })) {
            return service.fit(
                    Tenant.DEFAULT, new FitRequest(settings, stored, null, new Mistakes().findings()), waits, null);
        }
    }

    @Test
    void aFitThatTakesLessTimeThanItsRowsTookToBeReadIsRunWithThem() {
        Submission submission = submitted(Map.of("optimizer", "exact", "inference", Map.of("covariance", "HC3")), true);

        assertThat(submission).isInstanceOfSatisfying(Submission.Ended.class, ended -> {
            assertThat(ended.job().isSmall()).isFalse();
            assertThat(ended.job().status()).isEqualTo(JobStatus.SUCCEEDED);
        });
        assertThat(found).hasValue(1);
    }

    @Test
    void whoeverDoesNotWaitGetsATicket() {
        // these services have no form to store a request in
        assertThatThrownBy(() -> submitted(Map.of("optimizer", "exact"), false))
                .hasMessage("nothing is to wait in this test");
    }

    @Test
    void aFitOfManyEpochsWaitsForAWorker() {
        assertThatThrownBy(() -> submitted(Map.of("optimizer", "sgd", "epochs", 10_000L), true))
                .hasMessage("nothing is to wait in this test");
    }
}
