package io.descent.store;

import io.descent.job.Ending;
import io.descent.optimize.course.Checkpoint;
import java.util.Optional;

/** The last checkpoint of each job; of one that was stored at its end, the row of the fit has it. */
final class Checkpoints {

    private final Database database;

    Checkpoints(Database database) {
        this.database = database;
    }

    void keep(String id, Checkpoint checkpoint) {
        database.sql("""
                        insert into checkpoint (fit_id, epoch, records, state) values (?, ?, ?, ?)
                        on conflict (fit_id) do update set
                          epoch = excluded.epoch, records = excluded.records, state = excluded.state""")
                .params(id, checkpoint.epoch(), checkpoint.records(), checkpoint.state())
                .update();
    }

    /** Keeps what a fit can be continued from, and nothing of one that has no result. */
    void atTheEnd(String id, Ending ending) {
        if (ending instanceof Ending.Success success) {
            keep(id, success.outcome().checkpoint());
        } else {
            database.sql("delete from checkpoint where fit_id = ?").param(id).update();
        }
    }

    Optional<Checkpoint> find(String id) {
        return database.read(() -> database.sql("""
                        select epoch, records, state from checkpoint where fit_id = :id
                        union all select epoch, records, state from fit where id = :id and state is not null""")
                .param("id", id)
                .query((row, _) -> new Checkpoint(row.getInt(1), row.getInt(2), row.getBytes(3)))
                .optional());
    }
}
