package io.descent.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.descent.job.FitDocuments;
import io.descent.job.Job;
import io.descent.job.UnreadableDocumentException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fits as JSON: what is stored of them, in the same records, every number with as many digits as it takes to get it back. A
 * digest over the rest tells whether a document is still what was written.
 */
public final class JsonFitDocuments implements FitDocuments {

    /** To be counted up whenever an older release would read a document wrongly. */
    private static final int FORM = 1;

    private static final String NO_EXPORT = "must be what GET /v1/fits/{id}/export?format=json answers";

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            // a component that a later release adds does not change the digest of what has none
            .changeDefaultPropertyInclusion(
                    _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /**
     * The whole of a document.
     *
     * @param descentModel the number of its form
     * @param sha256 of the JSON of {@code fit} and then that of {@code history}
     */
    private record Document(
            @Nullable Integer descentModel,
            @Nullable String sha256,
            @Nullable StoredJob fit,
            @Nullable StoredHistory history) {}

    @Override
    public byte[] write(Job succeeded) {
        StoredJob fit = StoredJob.of(succeeded).withoutExpiry();
        StoredHistory history =
                succeeded.ending() == null || succeeded.ending().history().size() == 0
                        ? null
                        : StoredHistory.of(succeeded.ending().history());
        return JSON.writeValueAsBytes(new Document(FORM, digest(fit, history), fit, history));
    }

    private static String digest(StoredJob fit, @Nullable StoredHistory history) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(JSON.writeValueAsBytes(fit));
            if (history != null) {
                sha256.update(JSON.writeValueAsBytes(history));
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public Job read(byte[] bytes) {
        Document document = parsed(bytes);
        if (document == null) {
            throw new UnreadableDocumentException(NO_EXPORT);
        }
        Integer form = document.descentModel;
        if (form != null && form > FORM) {
            throw new UnreadableDocumentException("was exported by a newer release in form " + form
                    + ", and this one reads forms up to " + FORM + ": import it into that release");
        }
        StoredJob fit = document.fit;
        if (form == null || form < 1 || fit == null || document.sha256 == null) {
            throw new UnreadableDocumentException(NO_EXPORT + ", with descent_model, sha256 and fit");
        }
        try {
            if (!document.sha256.equals(digest(fit, document.history))) {
                throw new UnreadableDocumentException(
                        "is not what was exported: its sha256 is another; export the fit again");
            }
            Job job = fit.job();
            return document.history == null ? job : job.withHistory(document.history.history());
        } catch (RuntimeException broken) {
            if (broken instanceof UnreadableDocumentException) {
                throw broken;
            }
            throw new UnreadableDocumentException("holds a fit whose parts do not go together; export the fit again");
        }
    }

    private static @Nullable Document parsed(byte[] bytes) {
        try {
            return JSON.readValue(bytes, Document.class);
        } catch (JacksonException malformed) {
            throw new UnreadableDocumentException(NO_EXPORT + "; it is cut off, or something else");
        }
    }
}
