package io.descent.job;

/**
 * What makes a retry of a request safe.
 *
 * @param key as the caller chose it
 * @param bodySha256 of the request's body, in hexadecimal
 */
public record IdempotencyKey(String key, String bodySha256) {}
