package io.descent.export;

/** Says that a model cannot be written in a format: which column is in the way, and what to do. */
public final class NotExportableException extends RuntimeException {

    /** Makes one with a sentence for whoever asked for the export. */
    public NotExportableException(String message) {
        super(message);
    }
}
