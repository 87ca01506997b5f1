package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.access.Tenant;
import io.descent.job.Job;
import io.descent.job.JobStatus;
import io.descent.job.JobStore;
import io.descent.job.RequestBody;
import io.descent.optimize.course.History;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What is shared by the contracts of the store. */
abstract class JobStoreContract extends DatabaseContract {

    static final RequestBody NOTHING = _ -> {};

    final JobStore store;

    JobStoreContract(TestDatabase database) {
        super(database);
        this.store = anotherProcess();
    }

    /** Returns a store that shares nothing with others but the database. */
    final JobStore anotherProcess() {
        return new JdbcJobStore(
                database.source(), database.writes(), new JobQueue(database.source()), Durability.PROCESS);
    }

    Job submit(Job job) {
        assertThat(store.submit(job, null, NOTHING)).isTrue();
        return job;
    }

    static JobStore.Query query(int limit, @Nullable String after) {
        return query(limit, after, null, null);
    }

    @SuppressWarnings("NullAway") // javac writes no type annotations on the parameters of a record's constructor
    static JobStore.Query query(int limit, @Nullable String after, @Nullable JobStatus status, @Nullable String label) {
        return new JobStore.Query(Tenant.DEFAULT, limit, after, status, label);
    }

    static List<String> ids(JobStore.Page page) {
        return page.jobs().stream().map(Job::id).toList();
    }

    static History historyOf(Job job) {
        return Objects.requireNonNull(job.ending()).history();
    }

    /** Returns how many of those who try it at once succeed. */
    static int winners(ExecutorService threads, List<Callable<Boolean>> attempts) throws Exception {
        int won = 0;
        for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
            won += attempt.get() ? 1 : 0;
        }
        return won;
    }
}
