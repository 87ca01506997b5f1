package io.descent.web.fits;

/**
 * What the HTTP surface takes.
 *
 * @param maxBodyBytes the longest body of a request
 */
public record WebLimits(long maxBodyBytes) {}
