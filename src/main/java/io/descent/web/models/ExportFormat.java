package io.descent.web.models;

import org.springframework.http.MediaType;

/** How a model can leave the service. */
enum ExportFormat {
    JSON("json", MediaType.APPLICATION_JSON_VALUE),
    ONNX("onnx", MediaType.APPLICATION_OCTET_STREAM_VALUE),
    PMML("pmml", MediaType.APPLICATION_XML_VALUE),
    PYTHON("py", "text/x-python;charset=UTF-8"),
    SQL("sql", "application/sql;charset=UTF-8"),
    MLFLOW("zip", "application/zip");

    private final String extension;
    private final String type;

    ExportFormat(String extension, String type) {
        this.extension = extension;
        this.type = type;
    }

    /** Returns what the name of a file ends with. */
    String extension() {
        return extension;
    }

    MediaType type() {
        return MediaType.parseMediaType(type);
    }
}
