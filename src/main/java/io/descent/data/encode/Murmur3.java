package io.descent.data.encode;

import java.nio.charset.StandardCharsets;

/**
 * MurmurHash3_x86_32 of a text's UTF-8 with seed 0 (Austin Appleby, public domain), which scikit-learn's FeatureHasher
 * uses.
 */
final class Murmur3 {

    private Murmur3() {}

    static int hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int hash = 0;
        int whole = bytes.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            int k = (bytes[i] & 0xff)
                    | (bytes[i + 1] & 0xff) << 8
                    | (bytes[i + 2] & 0xff) << 16
                    | (bytes[i + 3] & 0xff) << 24;
            hash = Integer.rotateLeft(hash ^ mixed(k), 13) * 5 + 0xe6546b64;
        }
        int rest = 0;
        for (int i = bytes.length - 1; i >= whole; i--) {
            rest = rest << 8 | (bytes[i] & 0xff);
        }
        hash ^= mixed(rest) ^ bytes.length;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    private static int mixed(int k) {
        return Integer.rotateLeft(k * 0xcc9e2d51, 15) * 0x1b873593;
    }

    /** Returns |hash| mod width, also for the one hash whose absolute value has no int. */
    static int index(int hash, int width) {
        return (int) (Math.abs((long) hash) % width);
    }
}
