package io.descent.job;

/** Fits as documents that leave the service and come back. */
public interface FitDocuments {

    /** Returns a fit that has succeeded, with all that is known of it but its expiry; the same fit gives the same bytes. */
    byte[] write(Job succeeded);

    /**
     * Reads what {@link #write} has written, here or elsewhere.
     *
     * @throws UnreadableDocumentException where it is something else, or was changed
     */
    Job read(byte[] document);
}
