package io.descent.store;

import io.descent.optimize.course.History;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored records of the jobs' histories, in chunks that are added and never changed; or all of them in the row of a fit that was stored at its end. */
final class Histories {

    private final Database database;

    Histories(Database database) {
        this.database = database;
    }

    /** Some records of a history as they are stored; its first record is 0. */
    record Chunk(int firstRecord, byte[] records) {}

    /** Returns a part of a history from one of its records on; null where that tells nothing. */
    static @Nullable Chunk chunk(History part, int firstRecord, int from) {
        if (from > firstRecord + part.size()) {
            return null;
        }
        History rest = part.slice(from - firstRecord);
        // the minimum, from which an excess is measured, is found at the end, where all records may be stored already
        boolean tells = rest.size() > 0 || !Double.isNaN(rest.optimum());
        return tells ? new Chunk(from, JobCodec.write(rest)) : null;
    }

    void add(String id, @Nullable Chunk chunk) {
        if (chunk != null) {
            database.sql("insert into history_chunk (fit_id, first_record, records) values (?, ?, ?)")
                    .params(id, chunk.firstRecord(), chunk.records())
                    .update();
        }
    }

    History read(String id, int from) {
        List<Chunk> chunks = database.read(() -> database.sql("""
                        select first_record, records from history_chunk
                        where fit_id = :id and first_record >= coalesce(
                          (select max(first_record) from history_chunk where fit_id = :id and first_record <= :from), 0)
                        union all select 0, history from fit where id = :id and history is not null
                        order by first_record""")
                .param("id", id)
                .param("from", from)
                .query((row, _) -> new Chunk(row.getInt(1), row.getBytes(2)))
                .list());
        if (chunks.isEmpty()) {
            return History.NONE;
        }
        History all = History.concat(chunks.stream()
                .map(chunk -> JobCodec.readHistory(chunk.records()))
                .toList());
        return all.slice(Math.min(from - chunks.getFirst().firstRecord(), all.size()));
    }
}
