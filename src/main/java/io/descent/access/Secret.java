package io.descent.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** A key as its owner has it. It has more random bits than anybody can try, so that one round of SHA-256 hides it. */
public record Secret(String text) {

    /** With what every key begins, so that scanners find it where it should not be. */
    public static final String PREFIX = "dsc_";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** Of 62 digits; 256 bits. */
    private static final int LENGTH = 43;

    static Secret random(SecureRandom random) {
        StringBuilder text = new StringBuilder(PREFIX);
        random.ints(LENGTH, 0, DIGITS.length()).forEach(digit -> text.append(DIGITS.charAt(digit)));
        return new Secret(text.toString());
    }

    /** Returns what is kept of it. */
    byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Nobody should find it in a log. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
