package io.descent.store;

import io.descent.access.Tenant;
import io.descent.job.Ending;
import io.descent.job.IdempotencyKey;
import io.descent.job.Intent;
import io.descent.job.Job;
import io.descent.job.JobStatus;
import io.descent.job.JobStore.Query;
import io.descent.job.JobStore.Standing;
import io.descent.job.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of the fits, and that of their keys. What checkpoints change while a job runs stands in columns, which count
 * more than its document until it is done.
 */
final class FitTable {

    private static final String JOB =
            "select document, id, tenant, epoch, rows_per_second, seconds_left, records from fit";

    /** A fit that is to go on with another may have to read that again until it has ended itself. */
    private static final String IS_NEEDED =
            "(exists (select 1 from fit later where later.earlier_fit = fit.id and later.status not in " + Statuses.DONE
                    + ") or exists (select 1 from model_version where model_version.fit = fit.id))";

    private final Database database;

    FitTable(Database database) {
        this.database = database;
    }

    /** What a change has to check first. */
    record Stored(int version, int run, JobStatus status, int records, int requestChunks) {}

    /**
     * What stands in the row of a fit itself where it is added at its end.
     *
     * @param history null where it tells nothing
     * @param state of its last checkpoint, after as many epochs and records as the job has; null for none
     */
    record AtOnce(int records, byte @Nullable [] history, byte @Nullable [] state) {
        static final AtOnce NOTHING = new AtOnce(0, null, null);

        static AtOnce of(Ending ending) {
            Histories.Chunk records = Histories.chunk(ending.history(), 0, 0);
            return new AtOnce(
                    ending.history().size(),
                    records == null ? null : records.records(),
                    ending instanceof Ending.Success success
                            ? success.outcome().checkpoint().state()
                            : null);
        }
    }

    /** What a job that has not ended needs of what is stored. */
    record Needed(
            @Nullable String earlierFit,
            @Nullable String dataset,
            @Nullable String validationDataset) {
        static final Needed NOTHING = new Needed(null, null, null);
    }

    /** A job without its history, and how many records are stored of that. */
    record Found(Job job, int records) {}

    /** Takes a key for a job that is added in the same transaction; false when it is another's. */
    boolean take(@Nullable IdempotencyKey key, Job job) {
        return key == null
                || database.sql("insert into idempotency (tenant, key, body_sha256, fit_id) values (?, ?, ?, ?)"
                                        + " on conflict (tenant, key) do nothing")
                                .params(job.tenant().name(), key.key(), key.bodySha256(), job.id())
                                .update()
                        == 1;
    }

    /** Tells whether a version of a model holds a job. */
    boolean isHeld(String id) {
        return database.read(() -> database.sql("select count(*) from model_version where fit = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                > 0;
    }

    /** Tells whether what a job needs is there. */
    boolean has(Needed needed) {
        return (needed.earlierFit() == null || stored(needed.earlierFit()) != null)
                && hasDataset(needed.dataset())
                && hasDataset(needed.validationDataset());
    }

    private boolean hasDataset(@Nullable String id) {
        return id == null
                || database.sql("select count(*) from dataset where id = ?")
                                .param(column(id))
                                .query(Integer.class)
                                .single()
                        == 1;
    }

    /** Adds a job; by positions, as names would have to be found in the statement each time. */
    void insert(Job job, byte[] document, int requestChunks, Needed needed, AtOnce atOnce) {
        int inserted = database.sql("""
                insert into fit (id, version, run, status, intent, label, lane, work, epoch, records, request_chunks,
                  created_at, expires_at, earlier_fit, dataset, validation_dataset, document, history, state, tenant)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do nothing""")
                .params(
                        job.id(),
                        job.version(),
                        job.run(),
                        job.status().name(),
                        new SqlParameterValue(
                                Types.VARCHAR,
                                job.intent() == null ? null : job.intent().name()),
                        new SqlParameterValue(Types.VARCHAR, job.label() == null ? null : column(job.label())),
                        job.lane().name(),
                        job.work(),
                        job.progress().epoch(),
                        atOnce.records(),
                        requestChunks,
                        job.createdAt().toEpochMilli(),
                        new SqlParameterValue(Types.BIGINT, millis(job.expiresAt())),
                        new SqlParameterValue(Types.VARCHAR, needed.earlierFit()),
                        new SqlParameterValue(Types.VARCHAR, needed.dataset()),
                        new SqlParameterValue(Types.VARCHAR, needed.validationDataset()),
                        document,
                        new SqlParameterValue(Types.BINARY, atOnce.history()),
                        new SqlParameterValue(Types.BINARY, atOnce.state()),
                        job.tenant().name())
                .update();
        if (inserted == 0) {
            throw new IllegalArgumentException("there is a job of this id");
        }
    }

    boolean replace(Job next, byte[] document) {
        return state(next, document, """
                        update fit set version = :version, run = :run, status = :status, intent = :intent,
                          document = :document
                        where id = :id and version = :version - 1""").update() == 1;
    }

    /** Replaces a job by its end, if the records of its history are so many as were looked at. */
    boolean end(Job next, byte[] document, int recordsBefore, int records) {
        return state(next, document, """
                        update fit set version = :version, run = :run, status = :status, intent = :intent,
                          document = :document, epoch = :epoch, rows_per_second = null, seconds_left = null,
                          records = :records, expires_at = :expires_at, dataset = null,
                          validation_dataset = null
                        where id = :id and version = :version - 1 and records = :before""")
                        .param("epoch", next.progress().epoch())
                        .param("records", records)
                        .param("before", recordsBefore)
                        .param("expires_at", millis(next.expiresAt()), Types.BIGINT)
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec state(Job job, byte[] document, String statement) {
        return database.sql(statement)
                .param("id", job.id())
                .param("version", job.version())
                .param("run", job.run())
                .param("status", job.status().name())
                .param("intent", job.intent() == null ? null : job.intent().name(), Types.VARCHAR)
                .param("document", document);
    }

    /** Moves a job that has not ended, and is in this run, on to more records. */
    boolean advance(String id, int run, Progress progress, int recordsBefore, int records) {
        return database.sql("""
                        update fit set epoch = :epoch, rows_per_second = :rate, seconds_left = :left, records = :records
                        where id = :id and run = :run and records = :before and status not in\s""" + Statuses.DONE)
                        .param("id", id)
                        .param("run", run)
                        .param("epoch", progress.epoch())
                        .param("rate", progress.rowsPerSecond(), Types.DOUBLE)
                        .param("left", progress.secondsLeft(), Types.DOUBLE)
                        .param("records", records)
                        .param("before", recordsBefore)
                        .update()
                == 1;
    }

    @Nullable
    Stored stored(String id) {
        return database.<Optional<Stored>>read(() -> database.sql(
                                "select version, run, status, records, request_chunks from fit where id = ?")
                        .param(column(id))
                        .query((row, _) -> new Stored(
                                row.getInt(1),
                                row.getInt(2),
                                JobStatus.valueOf(row.getString(3)),
                                row.getInt(4),
                                row.getInt(5)))
                        .optional())
                .orElse(null);
    }

    Optional<Tenant> owner(String id) {
        return database.read(() -> database.sql("select tenant from fit where id = ?")
                .param(column(id))
                .query((row, _) -> new Tenant(row.getString(1)))
                .optional());
    }

    Optional<Found> find(String id) {
        return database.read(() -> database.sql(JOB + " where id = ?")
                .param(column(id))
                .query((row, _) -> new Found(job(row), row.getInt("records")))
                .optional());
    }

    /** Returns one more than the limit of the query where there are more. */
    List<Job> list(Query query) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        conditions.add(Owned.by(query.tenant()));
        if (query.after() != null) {
            conditions.add("id < ?");
            values.add(column(query.after()));
        }
        if (query.status() != null) {
            conditions.add(query.status() == JobStatus.SUCCEEDED ? "status = ?" : Statuses.RARE + " and status = ?");
            values.add(query.status().name());
        }
        if (query.label() != null) {
            conditions.add("label = ?");
            values.add(column(query.label()));
        }
        values.add(query.limit() + 1L);
        String where = " where " + String.join(" and ", conditions);
        return database.read(() -> database.sql(JOB + where + " order by id desc limit ?")
                .params(values)
                .query((row, _) -> job(row))
                .list());
    }

    List<Standing> standings(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return database.read(() -> database.sql(
                        "select id, version, status, intent, epoch, records from fit where id in (:ids)")
                .param("ids", ids)
                .query((row, _) -> new Standing(
                        row.getString(1),
                        row.getInt(2),
                        JobStatus.valueOf(row.getString(3)),
                        row.getString(4) == null ? null : Intent.valueOf(row.getString(4)),
                        row.getInt(5),
                        row.getInt(6)))
                .list());
    }

    int delete(String id) {
        return database.sql("delete from fit where id = ? and status in " + Statuses.DONE + " and not " + IS_NEEDED)
                .param(id)
                .update();
    }

    int deleteExpired(Instant now, int most) {
        return database.sql("delete from fit where id in (select id from fit where expires_at <= ? and not " + IS_NEEDED
                        + " limit ?)")
                .params(now.toEpochMilli(), most)
                .update();
    }

    private static Job job(ResultSet row) throws SQLException {
        Job job =
                JobCodec.readJob(row.getBytes("document")).of(new Tenant(row.getString("tenant")), row.getString("id"));
        if (job.status().done()) {
            return job;
        }
        return job.at(new Progress(
                row.getInt("epoch"),
                job.progress().epochs(),
                number(row, "rows_per_second"),
                number(row, "seconds_left")));
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? null : (Double) number;
    }

    /** PostgreSQL has no texts with the character 0. */
    private static String column(String text) {
        return text.replace('\0', '\ufffd');
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
