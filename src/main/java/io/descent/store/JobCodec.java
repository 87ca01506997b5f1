package io.descent.store;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.descent.job.Ending;
import io.descent.job.Job;
import io.descent.model.Metrics;
import io.descent.optimize.Checkpoint;
import io.descent.optimize.History;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.dataformat.cbor.CBORMapper;
import tools.jackson.dataformat.cbor.CBORWriteFeature;

/** Jobs and histories as the bytes that are stored: CBOR, which keeps all bits of a number and the order of a map. */
final class JobCodec {

    private static final CBORMapper CBOR = CBORMapper.builder()
            // a text that is no valid Unicode is no reason to lose a fit
            .enable(CBORWriteFeature.LENIENT_UTF_ENCODING)
            .addMixIn(Ending.class, Variant.class)
            .addMixIn(Metrics.class, Variant.class)
            .addMixIn(Checkpoint.class, StoredApart.class)
            // neither is what a later version has added
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ObjectWriter JOB_WRITER = CBOR.writerFor(Job.class);
    private static final ObjectReader JOB_READER = CBOR.readerFor(Job.class);
    private static final ObjectWriter HISTORY_WRITER = CBOR.writerFor(History.class);
    private static final ObjectReader HISTORY_READER = CBOR.readerFor(History.class);

    private JobCodec() {}

    /** One of the records of a sealed interface. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "@type")
    private interface Variant {}

    /** The state is not needed to answer for a job, and may be long. */
    private interface StoredApart {
        @SuppressWarnings("UnusedMethod") // tells Jackson of the one of the same name
        @JsonSerialize(using = NoBytes.class)
        byte[] state();
    }

    private static final class NoBytes extends ValueSerializer<byte[]> {
        @Override
        public void serialize(byte[] value, JsonGenerator generator, SerializationContext context) {
            generator.writeBinary(new byte[0]);
        }
    }

    /** Writes a job without its history. */
    static byte[] write(Job job) {
        return JOB_WRITER.writeValueAsBytes(job.withHistory(History.NONE));
    }

    static Job readJob(byte[] stored) {
        return JOB_READER.readValue(stored);
    }

    static byte[] write(History history) {
        return HISTORY_WRITER.writeValueAsBytes(history);
    }

    static History readHistory(byte[] stored) {
        return HISTORY_READER.readValue(stored);
    }
}
