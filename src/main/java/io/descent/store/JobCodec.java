package io.descent.store;

import io.descent.job.Job;
import io.descent.job.StorageException;
import io.descent.optimize.course.History;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.dataformat.cbor.CBORMapper;
import tools.jackson.dataformat.cbor.CBORWriteFeature;

/**
 * Jobs and histories as the bytes that are stored: a number of one byte, the form, and then CBOR, which keeps all bits of
 * a number and the order of a map. Each form has records of its own; older forms are read, newer ones are refused.
 */
final class JobCodec {

    /** To be counted up whenever an older release would read a stored job or history wrongly. */
    private static final int FORM = 2;

    /** Release 0.1.0 wrote no number before its CBOR, which begins with a map. */
    private static final int FIRST_FORM = 1;

    /** Below are the bytes of CBOR that are numbers themselves. */
    private static final int SMALL_NUMBERS = 24;

    private static final CBORMapper CBOR = CBORMapper.builder()
            // a text that is no valid Unicode is no reason to lose a fit
            .enable(CBORWriteFeature.LENIENT_UTF_ENCODING)
            // fields that only older releases used are ignored
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // settings are read again, and a request has no other whole numbers
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    private static final ObjectWriter JOB_WRITER = CBOR.writerFor(StoredJob.class);
    private static final ObjectReader JOB_READER = CBOR.readerFor(StoredJob.class);
    private static final ObjectWriter HISTORY_WRITER = CBOR.writerFor(StoredHistory.class);
    private static final ObjectReader HISTORY_READER = CBOR.readerFor(StoredHistory.class);
    private static final ObjectReader HISTORY_FORM_1_READER = CBOR.readerFor(HistoryForm1.class);

    private JobCodec() {}

    /** Writes a job without its history. */
    static byte[] write(Job job) {
        return withForm(JOB_WRITER.writeValueAsBytes(StoredJob.of(job)));
    }

    static Job readJob(byte[] stored) {
        return read(StoredJob.class, JOB_READER, stored).job();
    }

    static byte[] write(History history) {
        return withForm(HISTORY_WRITER.writeValueAsBytes(StoredHistory.of(history)));
    }

    static History readHistory(byte[] stored) {
        return form(stored) == FIRST_FORM
                ? read(HistoryForm1.class, HISTORY_FORM_1_READER, stored).history()
                : read(StoredHistory.class, HISTORY_READER, stored).history();
    }

    private static byte[] withForm(byte[] cbor) {
        byte[] stored = new byte[cbor.length + 1];
        stored[0] = FORM;
        System.arraycopy(cbor, 0, stored, 1, cbor.length);
        return stored;
    }

    private static int form(byte[] stored) {
        int first = Byte.toUnsignedInt(stored[0]);
        return first < SMALL_NUMBERS ? first : FIRST_FORM;
    }

    /** A job has been stored in the same records since form 1. */
    private static <T> T read(Class<T> type, ObjectReader reader, byte[] stored) {
        int form = form(stored);
        if (form > FORM) {
            throw new StorageException(StorageException.Reason.NEWER);
        }
        int header = form == FIRST_FORM ? 0 : 1;
        return type.cast(reader.readValue(stored, header, stored.length - header));
    }
}
