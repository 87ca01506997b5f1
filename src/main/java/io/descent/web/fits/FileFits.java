package io.descent.web.fits;

import io.descent.access.Tenant;
import io.descent.dataset.TableStore;
import io.descent.web.datasets.FileTables;
import io.descent.wire.FitRequestReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** Receives files that are to be fitted, with their settings beside them. */
final class FileFits {

    static final String TARGET = "target";
    static final String FEATURES = "features";
    static final String WEIGHT = "weight";
    static final String MODEL = "model";
    static final String SETTINGS = "settings";
    static final String VALIDATE_ONLY = "validate_only";
    static final String SAMPLE = "sample";
    static final String PARAMS = "params";

    private static final List<String> PARAMETERS =
            List.of(TARGET, FEATURES, WEIGHT, MODEL, SETTINGS, VALIDATE_ONLY, SAMPLE, PARAMS);

    private final FileTables files;
    private final TableStore tables;
    private final FitRequestReader reader;

    FileFits(FileTables files, TableStore tables, FitRequestReader reader) {
        this.files = files;
        this.tables = tables;
        this.reader = reader;
    }

    FileFit receive(Tenant tenant, HttpServletRequest http) throws IOException, HttpMediaTypeNotSupportedException {
        return new FileFit(tenant, files.receive(http, PARAMETERS), tables, reader);
    }
}
