package io.descent.web.body;

import io.descent.web.problem.BodyTooLargeException;

/**
 * What the HTTP surface takes, in bytes after decoding.
 *
 * @param body the longest body of a request that is read into memory
 * @param upload the longest file
 */
public record WebLimits(long body, long upload) {

    /** The setting of the first limit. */
    static final String BODY = "DESCENT_MAX_BODY";

    /** The setting of the second. */
    static final String UPLOAD = "DESCENT_MAX_UPLOAD";

    /** Refuses a body that is too long to be read into memory. */
    public void requireBody(long bytes) {
        if (bytes > body) {
            throw new BodyTooLargeException(body, BODY);
        }
    }
}
