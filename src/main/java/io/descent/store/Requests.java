package io.descent.store;

import io.descent.job.RequestBody;
import io.descent.job.StorageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests of jobs that have not ended, in chunks so small that other writers do not wait long for one. */
final class Requests {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    static final int CHUNK_BYTES = 2 << 20;

    /** How many chunks are deleted in the transaction that ends their job; a small request has no more. */
    private static final int DELETED_AT_ONCE = 2;

    private final Database database;

    Requests(Database database) {
        this.database = database;
    }

    /**
     * Stores a request but for its last chunk, which is to be added with the job. What is stored of a request that fails
     * is removed again.
     */
    Upload upload(String id, Instant now, RequestBody request) {
        Upload upload = new Upload(id, now.toEpochMilli());
        try {
            request.writeTo(upload);
            return upload;
        } catch (IOException e) {
            removeStored(id, upload.stored);
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            removeStored(id, upload.stored);
            throw e;
        }
    }

    private void insert(String id, int number, long now, byte[] bytes) {
        database.sql("insert into request_chunk (fit_id, number, created_at, bytes) values (?, ?, ?, ?)")
                .params(id, number, now, bytes)
                .update();
    }

    InputStream read(String id, int chunks) {
        return new SequenceInputStream(Collections.enumeration(new AbstractList<InputStream>() {
            @Override
            public InputStream get(int number) {
                return chunk(id, number);
            }

            @Override
            public int size() {
                return chunks;
            }
        }));
    }

    private InputStream chunk(String id, int number) {
        return database.read(() -> database.sql("select bytes from request_chunk where fit_id = ? and number = ?")
                        .params(id, number)
                        .query((row, _) -> new ByteArrayInputStream(row.getBytes(1)))
                        .optional())
                .orElseThrow(
                        () -> new UncheckedIOException(new EOFException("the job ended while its request was read")));
    }

    /** Removes what is removed with a job in one transaction; {@link #removeRest} removes the rest. */
    void removeFirst(String id) {
        database.sql("delete from request_chunk where fit_id = ? and number < ?")
                .params(id, DELETED_AT_ONCE)
                .update();
    }

    /** Removes the chunks that there are of a request beyond those that are removed first. */
    void removeRest(String id, int chunks) {
        IntStream.range(DELETED_AT_ONCE, chunks).forEach(number -> removeLater(id, number));
    }

    void removeStored(String id, int chunks) {
        IntStream.range(0, chunks).forEach(number -> removeLater(id, number));
    }

    private void removeLater(String id, int number) {
        try {
            remove(new Place(id, number));
        } catch (StorageException later) {
            LOG.debug("chunk {} of the request of {} is left to be swept", number, id, later);
        }
    }

    private record Place(String id, int number) {}

    private void remove(Place place) {
        database.write(() -> database.sql("delete from request_chunk where fit_id = ? and number = ?")
                .params(place.id, place.number)
                .update());
    }

    /** Removes what was stored before a time and belongs to no job that waits or runs. */
    void sweep(Instant before) {
        List<Place> left = database.read(() -> database.sql("""
                        select fit_id, number from request_chunk
                        where created_at < ? and not exists (
                          select 1 from fit where fit.id = request_chunk.fit_id and fit.status not in %s)""".formatted(Statuses.DONE))
                .param(before.toEpochMilli())
                .query((row, _) -> new Place(row.getString(1), row.getInt(2)))
                .list());
        left.forEach(this::remove);
    }

    /** A request that is being stored. */
    final class Upload extends OutputStream {
        private final String id;
        private final long now;
        private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        private int stored;

        private Upload(String id, long now) {
            this.id = id;
            this.now = now;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            int at = offset;
            int end = offset + length;
            while (at < end) {
                int fitting = Math.min(end - at, CHUNK_BYTES - chunk.size());
                chunk.write(bytes, at, fitting);
                at += fitting;
                if (chunk.size() == CHUNK_BYTES) {
                    byte[] full = chunk.toByteArray();
                    database.write(() -> {
                        insert(id, stored, now, full);
                        return true;
                    });
                    chunk.reset();
                    stored++;
                }
            }
        }

        /** Adds the last chunk, in the transaction that adds the job. */
        void addLast() {
            if (chunk.size() > 0) {
                insert(id, stored, now, chunk.toByteArray());
            }
        }

        int chunks() {
            return stored + (chunk.size() > 0 ? 1 : 0);
        }

        /** Removes it again, when the job was not added. */
        void withdraw() {
            removeStored(id, stored);
        }
    }
}
