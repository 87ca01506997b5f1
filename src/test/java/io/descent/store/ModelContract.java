package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.access.Tenant;
import io.descent.job.Job;
import io.descent.job.JobStore;
import io.descent.registry.Alias;
import io.descent.registry.ModelStore;
import io.descent.registry.ModelStore.Change;
import io.descent.registry.ModelStore.Deletion;
import io.descent.registry.ModelStore.Expected;
import io.descent.registry.ModelStore.Moved;
import io.descent.registry.ModelVersion;
import io.descent.registry.Move;
import io.descent.registry.NamedModel;
import io.descent.registry.NamedModels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store of named models must do over every database. */
abstract class ModelContract extends DatabaseContract {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Change BY_ANNA = new Change(NOW, "anna");
    private static final Expected ANYTHING = new Expected.Anything();

    private JobStore jobs;
    private ModelStore models;

    ModelContract(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void open() {
        jobs = new JdbcJobStore(
                database.source(), database.writes(), new JobQueue(database.source()), Durability.PROCESS);
        models = new JdbcModelStore(database.source(), database.writes());
    }

    /** Stores a fit and makes it the next version. */
    private ModelVersion version(String model, int fit) {
        Job job = Jobs.succeeded(Jobs.queued(fit, null), 1);
        assertThat(jobs.insert(job, null)).isTrue();
        return models.add(Tenant.DEFAULT, model, job.id(), BY_ANNA).orElseThrow();
    }

    private static Alias moved(Moved moved) {
        assertThat(moved).isInstanceOf(Moved.To.class);
        return ((Moved.To) moved).alias();
    }

    @Test
    void versionsAreCountedAndTheNewestStandsForTheModel() {
        assertThat(models.find(Tenant.DEFAULT, "iris")).isEmpty();
        assertThat(version("iris", 1)).isEqualTo(new ModelVersion(1, "fit_1", NOW, "anna"));
        assertThat(version("iris", 2).version()).isEqualTo(2);
        assertThat(version("other", 3).version()).isEqualTo(1);
        assertThat(models.add(Tenant.DEFAULT, "iris", "fit_9", BY_ANNA)).isEmpty();

        NamedModel iris = models.find(Tenant.DEFAULT, "iris").orElseThrow();
        assertThat(iris.versions()).extracting(ModelVersion::fit).containsExactly("fit_1", "fit_2");
        assertThat(iris.current().version()).isEqualTo(2);
        moved(models.move(Tenant.DEFAULT, "iris", "champion", 1, ANYTHING, BY_ANNA));
        assertThat(models.find(Tenant.DEFAULT, "iris").orElseThrow().current().version())
                .isEqualTo(1);
    }

    @Test
    void aFitThatIsNoVersionLeavesNoModelBehind() {
        assertThat(models.add(Tenant.DEFAULT, "iris", "fit_9", BY_ANNA)).isEmpty();
        assertThat(models.find(Tenant.DEFAULT, "iris")).isEmpty();
        assertThat(models.list(Tenant.DEFAULT, 10, null).models()).isEmpty();
    }

    @Test
    void modelsAreListedByName() {
        List.of("b", "a", "c").forEach(name -> version(name, name.charAt(0)));

        assertThat(names(models.list(Tenant.DEFAULT, 2, null))).containsExactly("a", "b");
        assertThat(models.list(Tenant.DEFAULT, 2, null).hasMore()).isTrue();
        assertThat(names(models.list(Tenant.DEFAULT, 2, "b"))).containsExactly("c");
        assertThat(models.list(Tenant.DEFAULT, 2, "b").hasMore()).isFalse();
    }

    private static List<String> names(ModelStore.Page page) {
        return page.models().stream().map(NamedModel::name).toList();
    }

    @Test
    void anAliasIsMovedOnlyWhereItIsAsExpected() {
        version("iris", 1);
        version("iris", 2);

        assertThat(models.move(Tenant.DEFAULT, "iris", "a", 1, new Expected.There(), BY_ANNA))
                .isEqualTo(new Moved.Unexpected());
        Alias first = moved(models.move(Tenant.DEFAULT, "iris", "a", 1, new Expected.Nothing(), BY_ANNA));
        assertThat(models.move(Tenant.DEFAULT, "iris", "a", 2, new Expected.Nothing(), BY_ANNA))
                .isEqualTo(new Moved.Unexpected());
        Alias second = moved(models.move(Tenant.DEFAULT, "iris", "a", 2, revision(first), BY_ANNA));
        assertThat(models.move(Tenant.DEFAULT, "iris", "a", 1, revision(first), BY_ANNA))
                .isEqualTo(new Moved.Unexpected());
        assertThat(models.move(Tenant.DEFAULT, "iris", "a", 3, ANYTHING, BY_ANNA))
                .isEqualTo(new Moved.NoVersion());
        assertThat(models.move(Tenant.DEFAULT, "none", "a", 1, ANYTHING, BY_ANNA))
                .isEqualTo(new Moved.NoModel());
        assertThat(models.find(Tenant.DEFAULT, "iris").orElseThrow().aliases()).containsExactly(second);
        assertThat(second.version()).isEqualTo(2);
    }

    private static Expected revision(Alias alias) {
        return new Expected.Tagged(List.of(alias.tag()));
    }

    @Test
    void theHistoryOfAnAliasOutlivesIt() {
        version("iris", 1);
        version("iris", 2);
        models.move(Tenant.DEFAULT, "iris", "a", 1, ANYTHING, BY_ANNA);
        models.move(Tenant.DEFAULT, "iris", "a", 2, ANYTHING, new Change(NOW.plusSeconds(1), null));
        assertThat(models.remove(Tenant.DEFAULT, "iris", "a", ANYTHING, BY_ANNA))
                .isEqualTo(new Moved.Gone());
        assertThat(models.remove(Tenant.DEFAULT, "iris", "a", ANYTHING, BY_ANNA))
                .isEqualTo(new Moved.NoAlias());
        Alias again = moved(models.move(Tenant.DEFAULT, "iris", "a", 1, ANYTHING, BY_ANNA));

        assertThat(again.revision()).isEqualTo(4);
        assertThat(models.history(Tenant.DEFAULT, "iris", "a"))
                .containsExactly(
                        move(4, NOW, "anna", null, 1),
                        move(3, NOW, "anna", 2, null),
                        move(2, NOW.plusSeconds(1), null, 1, 2),
                        move(1, NOW, "anna", null, 1));
        assertThat(models.history(Tenant.DEFAULT, "iris", "b")).isEmpty();
    }

    @SuppressWarnings("NullAway") // javac writes no type annotations on the parameters of a record's constructor
    private static Move move(
            long revision, Instant at, @Nullable String by, @Nullable Integer from, @Nullable Integer to) {
        return new Move(revision, at, by, from, to);
    }

    @Test
    void aModelIsDeletedWhenNoAliasPointsToIt() {
        version("iris", 1);
        models.move(Tenant.DEFAULT, "iris", "a", 1, ANYTHING, BY_ANNA);

        assertThat(models.delete(Tenant.DEFAULT, "iris")).isEqualTo(Deletion.HAS_ALIAS);
        models.remove(Tenant.DEFAULT, "iris", "a", ANYTHING, BY_ANNA);
        assertThat(models.delete(Tenant.DEFAULT, "iris")).isEqualTo(Deletion.DELETED);
        assertThat(models.delete(Tenant.DEFAULT, "iris")).isEqualTo(Deletion.NOT_FOUND);
        assertThat(models.history(Tenant.DEFAULT, "iris", "a")).isEmpty();
        assertThat(version("iris", 2).version()).isEqualTo(1);
    }

    @Test
    void aFitStaysAsLongAsItIsAVersion() {
        version("iris", 1);

        assertThat(jobs.delete("fit_1")).isEqualTo(JobStore.Deletion.IN_A_MODEL);
        assertThat(jobs.forgetExpired(NOW.plusSeconds(1L << 32))).isZero();
        assertThat(jobs.find("fit_1")).isPresent();
        models.delete(Tenant.DEFAULT, "iris");
        assertThat(jobs.delete("fit_1")).isEqualTo(JobStore.Deletion.DELETED);
    }

    @Test
    void ofManyMovesAtOnceThatExpectTheSameOneIsMade() throws Exception {
        version("iris", 1);
        version("iris", 2);
        Alias alias = moved(models.move(Tenant.DEFAULT, "iris", "a", 1, ANYTHING, BY_ANNA));
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<Moved>> all = callers.invokeAll(IntStream.range(0, 16)
                    .<Callable<Moved>>mapToObj(
                            _ -> () -> models.move(Tenant.DEFAULT, "iris", "a", 2, revision(alias), BY_ANNA))
                    .toList());
            List<Moved> moves = new ArrayList<>();
            for (Future<Moved> one : all) {
                moves.add(one.get());
            }
            assertThat(moves).filteredOn(Moved.To.class::isInstance).hasSize(1);
        }
        assertThat(models.history(Tenant.DEFAULT, "iris", "a")).hasSize(2);
    }

    @Test
    void versionsThatAreAddedAtOnceAreAllThere() throws Exception {
        version("iris", 1);
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<ModelVersion>> all = callers.invokeAll(IntStream.range(0, 16)
                    .<Callable<ModelVersion>>mapToObj(_ -> () ->
                            models.add(Tenant.DEFAULT, "iris", "fit_1", BY_ANNA).orElseThrow())
                    .toList());
            List<Integer> numbers = new ArrayList<>();
            for (Future<ModelVersion> one : all) {
                numbers.add(one.get().version());
            }
            assertThat(numbers).doesNotHaveDuplicates();
        }
        assertThat(models.find(Tenant.DEFAULT, "iris").orElseThrow().versions()).hasSize(17);
    }

    @Test
    void aMoveOfAnotherProcessIsSeenWithinASecond() throws InterruptedException {
        version("iris", 1);
        version("iris", 2);
        NamedModels here = new NamedModels(models);
        NamedModels there = new NamedModels(new JdbcModelStore(database.source(), database.writes()));
        here.move(Tenant.DEFAULT, "iris", "champion", 1, ANYTHING, BY_ANNA);
        assertThat(there.recent(Tenant.DEFAULT, "iris").orElseThrow().current().version())
                .isEqualTo(1);

        here.move(Tenant.DEFAULT, "iris", "champion", 2, ANYTHING, BY_ANNA);
        assertThat(here.recent(Tenant.DEFAULT, "iris").orElseThrow().current().version())
                .isEqualTo(2);
        long begun = System.nanoTime();
        while (there.recent(Tenant.DEFAULT, "iris").orElseThrow().current().version() == 1) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
            Thread.sleep(10);
        }
    }
}
