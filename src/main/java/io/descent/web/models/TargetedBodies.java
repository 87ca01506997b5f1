package io.descent.web.models;

import io.descent.access.Tenant;
import io.descent.data.encode.ColumnType;
import io.descent.dataset.CollectedTable;
import io.descent.dataset.DatasetDraft;
import io.descent.dataset.TableStore;
import io.descent.predict.Scorer;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.web.body.DecodedBody;
import io.descent.web.body.WebLimits;
import io.descent.web.datasets.FileTable;
import io.descent.web.datasets.FileTables;
import io.descent.wire.FitRequestReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** Bodies of requests that hold rows with their target, for a fit that says something of them. */
public final class TargetedBodies {

    /** The parameter that names the target in a file. */
    public static final String TARGET = "target";
    /** The parameter that names the weights in a file. */
    public static final String WEIGHT = "weight";

    /** Of a table that does not fit in memory, until it is answered for. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final FitRequestReader reader;
    private final FileTables files;
    private final TableStore tables;
    private final WebLimits limits;

    TargetedBodies(FitRequestReader reader, FileTables files, TableStore tables, WebLimits limits) {
        this.reader = reader;
        this.files = files;
        this.tables = tables;
        this.limits = limits;
    }

    /** Makes an answer of rows; the mistakes are those that were found while they were read. */
    @FunctionalInterface
    public interface Answering<A> {
        A of(DatasetDraft draft, Map<String, String> parameters, Mistakes mistakes);
    }

    /**
     * Answers for rows that stand in a JSON document, or for the dataset that it names.
     *
     * @param known the names of parameters that are no mistake
     */
    public <A> A json(
            HttpServletRequest http, Map<String, String> parameters, Collection<String> known, Answering<A> answering)
            throws IOException {
        FitRequestReader.OwnDataset given = reader.rows(DecodedBody.of(http, limits));
        Mistakes mistakes = new Mistakes(given.findings(), Mistakes.Homes.UNKNOWN);
        FileTables.refuseUnknown(parameters.keySet(), known, mistakes);
        return answering.of(given.draft(), parameters, mistakes);
    }

    /**
     * Answers for the rows of a file.
     *
     * @param tenant whose it is, as long as it is kept
     * @param known the names of parameters that are no mistake, beside those that tell how the file is read
     */
    public <A> A file(
            Tenant tenant, HttpServletRequest http, Scorer scorer, Collection<String> known, Answering<A> answering)
            throws IOException, HttpMediaTypeNotSupportedException {
        List<String> all =
                Stream.concat(Stream.of(TARGET, WEIGHT), known.stream()).toList();
        try (FileTable received = files.receive(http, all)) {
            received.mistakes().throwIfAny();
            Map<String, String> parameters = received.parameters();
            String target = parameters.get(TARGET);
            String weight = parameters.get(WEIGHT);
            if (target != null && target.equals(weight)) {
                received.mistakes().add("/" + WEIGHT, Mistake.Code.CONFLICT, "must be another column than the target");
                received.mistakes().throwIfAny();
            }
            FileTable file = received.expecting(
                    types(scorer, target),
                    Stream.of(target, weight).filter(Objects::nonNull).toList());
            String kept = null;
            try {
                DatasetDraft draft;
                try {
                    draft = DatasetDraft.of("", file.load(), () -> "", target, null, weight);
                } catch (CollectedTable.TooLargeException beyondMemory) {
                    kept = file.keep(tenant, KEPT);
                    draft = DatasetDraft.of("", kept, target, null, weight);
                }
                return answering.of(draft, parameters, new Mistakes());
            } finally {
                if (kept != null) {
                    tables.delete(tenant, kept);
                }
            }
        }
    }

    /** A target is what its values are, as it was for the training. */
    private static Map<String, ColumnType> types(Scorer scorer, @Nullable String target) {
        Map<String, ColumnType> types = new LinkedHashMap<>(scorer.types());
        types.remove(target);
        return types;
    }
}
