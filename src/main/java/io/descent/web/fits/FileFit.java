package io.descent.web.fits;

import io.descent.access.Tenant;
import io.descent.dataset.CollectedTable;
import io.descent.dataset.DatasetDraft;
import io.descent.dataset.TableStore;
import io.descent.fit.catalog.Catalog;
import io.descent.fit.prepare.FitRequest;
import io.descent.job.IdempotencyKey;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import io.descent.web.body.Uploads;
import io.descent.web.datasets.FileTable;
import io.descent.wire.FitRequestReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A file that is to be fitted, as long as the request lasts. */
final class FileFit implements AutoCloseable {

    /** Of a table that is kept because its fit waits in the queue; while that needs it, it stays however old it is. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Tenant tenant;
    private final FileTable file;
    private final TableStore tables;
    private final FitRequestReader reader;
    private @Nullable String kept;

    FileFit(Tenant tenant, FileTable file, TableStore tables, FitRequestReader reader) {
        this.tenant = tenant;
        this.file = file;
        this.tables = tables;
        this.reader = reader;
    }

    /** Returns the request, with what is wrong with it so far. */
    FitRequest request() throws IOException {
        String text = parameter(FileFits.SETTINGS);
        FitRequest given =
                reader.read(new ByteArrayInputStream((text == null ? "{}" : text).getBytes(StandardCharsets.UTF_8)));
        Mistakes mistakes = new Mistakes(given.findings(), Catalog::homes);
        if (!given.dataset().values().isEmpty()) {
            mistakes.add("/dataset", Mistake.Code.CONFLICT, "must be left out of `settings`: the file is the dataset");
        }
        Map<String, @Nullable Object> settings = new LinkedHashMap<>(given.settings());
        String model = parameter(FileFits.MODEL);
        if (model != null && settings.putIfAbsent(FileFits.MODEL, model) != null) {
            mistakes.add("/model", Mistake.Code.DUPLICATE, "stands beside the file and in `settings`");
        }
        if (file.mistakes().count() > 0) {
            file.mistakes()
                    .kept()
                    .forEach(mistake -> mistakes.add(mistake.pointer(), mistake.code(), mistake.detail()));
            mistakes.throwIfAny();
        }
        return new FitRequest(settings, dataset(), given.validation(), mistakes.findings());
    }

    private DatasetDraft dataset() throws IOException {
        String target = parameter(FileFits.TARGET);
        String listed = parameter(FileFits.FEATURES);
        List<String> features = listed == null ? null : List.of(listed.split(",", -1));
        String weight = parameter(FileFits.WEIGHT);
        try {
            return DatasetDraft.of("", file.load(), this::keep, target, features, weight);
        } catch (CollectedTable.TooLargeException beyondMemory) {
            return DatasetDraft.of("", keep(), target, features, weight);
        }
    }

    private String keep() {
        try {
            if (kept == null) {
                kept = file.keep(tenant, KEPT);
            }
            return kept;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns what makes a retry safe; null where the caller does not want that. */
    @Nullable
    IdempotencyKey key(@Nullable String key) {
        if (key == null) {
            return null;
        }
        MessageDigest sha256 = Uploads.sha256();
        new TreeMap<>(file.parameters())
                .forEach((name, value) -> sha256.update((name + '=' + value + '\0').getBytes(StandardCharsets.UTF_8)));
        sha256.update(file.sha256().getBytes(StandardCharsets.UTF_8));
        return new IdempotencyKey(key, HexFormat.of().formatHex(sha256.digest()));
    }

    boolean validatesOnly() {
        String given = parameter(FileFits.VALIDATE_ONLY);
        if (given != null && !given.equals("true") && !given.equals("false")) {
            file.mistakes().add("/validate_only", Mistake.Code.WRONG_TYPE, "must be true or false");
        }
        return "true".equals(given);
    }

    int sample() {
        String given = parameter(FileFits.SAMPLE);
        if (given == null) {
            return 0;
        }
        try {
            int rows = Integer.parseInt(given);
            if (rows >= 0 && rows <= PostedFits.MOST_SAMPLED) {
                return rows;
            }
        } catch (NumberFormatException noNumber) {
            // told below, as what is out of range
        }
        file.mistakes()
                .add(
                        "/sample",
                        Mistake.Code.OUT_OF_RANGE,
                        "must be a whole number from 0 to " + PostedFits.MOST_SAMPLED);
        return 0;
    }

    ParamsForm params() {
        String given = parameter(FileFits.PARAMS);
        if (given == null || Names.all(ParamsForm.class).contains(given)) {
            return ParamsForm.of(given);
        }
        file.mistakes()
                .add("/params", Mistake.Code.UNKNOWN_VALUE, "must be " + Names.either(Names.all(ParamsForm.class)));
        return ParamsForm.LISTED;
    }

    private @Nullable String parameter(String name) {
        return file.parameters().get(name);
    }

    /** Forgets the table, unless a fit that waits in the queue needs it. */
    @Override
    public void close() throws IOException {
        try (file) {
            if (kept != null) {
                tables.delete(tenant, kept);
            }
        }
    }
}
