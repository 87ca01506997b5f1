package io.descent.store;

import io.descent.access.Tenant;
import io.descent.job.Ending;
import io.descent.job.IdempotencyKey;
import io.descent.job.Job;
import io.descent.job.JobStore;
import io.descent.job.Lane;
import io.descent.job.Progress;
import io.descent.job.RequestBody;
import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.History;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** Remembers jobs in SQLite or PostgreSQL: the same tables, the same statements. */
public final class JdbcJobStore implements JobStore {

    /** A request whose job was not added by then never will be. */
    private static final Duration UPLOAD = Duration.ofHours(1);

    /** Few enough that other writers do not wait long. */
    private static final int FORGOTTEN_AT_ONCE = 50;

    private final Database database;
    private final JobQueue queue;
    private final Durability answered;
    private final FitTable fits;
    private final Histories histories;
    private final Checkpoints checkpoints;
    private final Requests requests;

    /**
     * Makes a store over a database that has the tables already.
     *
     * @param queue of the same database
     * @param answered what a fit outlives that is added at its end, when its caller is answered
     */
    public JdbcJobStore(DataSource source, Writes writes, JobQueue queue, Durability answered) {
        this.database = new Database(source, writes);
        this.queue = queue;
        this.answered = answered;
        this.fits = new FitTable(database);
        this.histories = new Histories(database);
        this.checkpoints = new Checkpoints(database);
        this.requests = new Requests(database);
    }

    @Override
    public boolean insert(Job ended, @Nullable IdempotencyKey key) {
        Ending ending = ended.ending();
        if (ending == null) {
            throw new IllegalArgumentException("a job that has not ended needs its request, to be run");
        }
        byte[] document = JobCodec.write(ended);
        FitTable.AtOnce atOnce = FitTable.AtOnce.of(ending);
        return database.write(answered, () -> {
            if (!fits.take(key, ended)) {
                return false;
            }
            fits.insert(ended, document, 0, FitTable.Needed.NOTHING, atOnce);
            return true;
        });
    }

    @Override
    public boolean submit(Job queued, @Nullable IdempotencyKey key, RequestBody request) {
        byte[] document = JobCodec.write(queued);
        Requests.Upload upload = requests.upload(queued.id(), queued.createdAt(), request);
        boolean added = false;
        try {
            FitTable.Needed needed =
                    new FitTable.Needed(request.earlierFit(), request.dataset(), request.validationDataset());
            added = database.write(() -> {
                if (!fits.has(needed) || !fits.take(key, queued)) {
                    return false;
                }
                fits.insert(queued, document, upload.chunks(), needed, FitTable.AtOnce.NOTHING);
                upload.addLast();
                queue.add(queued, database);
                return true;
            });
        } finally {
            if (!added) {
                upload.withdraw();
            }
        }
        queue.wake(queued.lane());
        return added;
    }

    @Override
    public InputStream request(String id) {
        int chunks = database.read(() -> database.sql(
                                "select request_chunks from fit where id = ? and status not in " + Statuses.DONE)
                        .param(id)
                        .query(Integer.class)
                        .optional())
                .orElseThrow(() -> new IllegalArgumentException("no job of this id waits or runs"));
        return requests.read(id, chunks);
    }

    @Override
    public boolean replace(Job next) {
        byte[] document = JobCodec.write(next);
        Ending ending = next.ending();
        return ending == null ? database.write(() -> fits.replace(next, document)) : end(next, ending, document);
    }

    private boolean end(Job next, Ending ending, byte[] document) {
        while (true) {
            FitTable.Stored stored = fits.stored(next.id());
            if (stored == null || stored.version() != next.version() - 1) {
                return false;
            }
            int records = Math.max(stored.records(), ending.history().size());
            Histories.Chunk rest = Histories.chunk(ending.history(), 0, stored.records());
            boolean ended = database.write(() -> {
                if (!fits.end(next, document, stored.records(), records)) {
                    return false;
                }
                histories.add(next.id(), rest);
                checkpoints.atTheEnd(next.id(), ending);
                requests.removeFirst(next.id());
                return true;
            });
            if (ended) {
                requests.removeRest(next.id(), stored.requestChunks());
                return true;
            }
            // another version or a checkpoint was stored meanwhile: read again
        }
    }

    @Override
    public boolean checkpoint(String id, int run, Progress progress, Checkpoint checkpoint, History since) {
        while (true) {
            FitTable.Stored stored = fits.stored(id);
            if (stored == null || stored.run() != run || stored.status().done()) {
                return false;
            }
            int first = checkpoint.records() - since.size();
            if (first > stored.records()) {
                throw new IllegalArgumentException(
                        "records " + stored.records() + " to " + first + " would be missing from the history");
            }
            if (checkpoint.records() < stored.records()) {
                // the same run of the same fit is stored from a later point on
                return true;
            }
            Histories.Chunk rest = Histories.chunk(since, first, stored.records());
            boolean kept = database.write(() -> {
                if (!fits.advance(id, run, progress, stored.records(), checkpoint.records())) {
                    return false;
                }
                histories.add(id, rest);
                checkpoints.keep(id, checkpoint);
                return true;
            });
            if (kept) {
                return true;
            }
        }
    }

    @Override
    public Optional<Checkpoint> checkpoint(String id) {
        return checkpoints.find(id);
    }

    @Override
    public Optional<Tenant> owner(String id) {
        return fits.owner(id);
    }

    @Override
    public Optional<Job> find(String id) {
        return fits.find(id).flatMap(found -> {
            if (found.job().ending() == null) {
                return Optional.of(found.job());
            }
            History history = histories.read(id, 0);
            // it was deleted between the two reads
            return history.size() < found.records()
                    ? Optional.empty()
                    : Optional.of(found.job().withHistory(history));
        });
    }

    @Override
    public History history(String id, int fromRecord) {
        return histories.read(id, fromRecord);
    }

    @Override
    public Page list(Query query) {
        List<Job> found = fits.list(query);
        boolean more = found.size() > query.limit();
        return new Page(more ? found.subList(0, query.limit()) : found, more);
    }

    @Override
    public List<Standing> standings(Collection<String> ids) {
        return fits.standings(ids);
    }

    @Override
    public Backlog backlog(Lane lane) {
        return database.read(() -> database.sql(
                        "select count(*), coalesce(sum(work), 0) from fit where status = 'QUEUED' and lane = ?")
                .param(lane.name())
                .query((row, _) -> new Backlog(row.getInt(1), row.getDouble(2)))
                .single());
    }

    @Override
    public Optional<KeyHolder> holder(Tenant tenant, String key) {
        return database.read(
                () -> database.sql("select body_sha256, fit_id from idempotency where tenant = ? and key = ?")
                        .params(tenant.name(), key)
                        .query((row, _) -> new KeyHolder(row.getString(1), row.getString(2)))
                        .optional());
    }

    @Override
    public Deletion delete(String id) {
        FitTable.Stored stored = fits.stored(id);
        if (stored == null) {
            return Deletion.NOT_FOUND;
        }
        boolean deleted = unlessReferred(
                false,
                () -> database.write(() -> {
                    if (fits.delete(id) == 0) {
                        return false;
                    }
                    requests.removeFirst(id);
                    return true;
                }));
        if (deleted) {
            requests.removeRest(id, stored.requestChunks());
            return Deletion.DELETED;
        }
        FitTable.Stored left = fits.stored(id);
        if (left == null) {
            return Deletion.NOT_FOUND;
        }
        if (!left.status().done()) {
            return Deletion.STILL_RUNNING;
        }
        return fits.isHeld(id) ? Deletion.IN_A_MODEL : Deletion.STILL_NEEDED;
    }

    /** Another process may refer to a fit after it was looked for, and before it is deleted. */
    private static <T> T unlessReferred(T otherwise, Supplier<T> deletion) {
        try {
            return deletion.get();
        } catch (DataIntegrityViolationException referred) {
            return otherwise;
        }
    }

    @Override
    public int forgetExpired(Instant now) {
        requests.sweep(now.minus(UPLOAD));
        int forgotten = 0;
        int last;
        do {
            last = unlessReferred(0, () -> database.write(() -> fits.deleteExpired(now, FORGOTTEN_AT_ONCE)));
            forgotten += last;
        } while (last == FORGOTTEN_AT_ONCE);
        return forgotten;
    }
}
