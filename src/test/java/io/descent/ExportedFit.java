package io.descent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** What a test that changes an exported fit needs to know of its document. */
final class ExportedFit {

    private ExportedFit() {}

    /** Returns the digest that goes with a document as it is now. */
    static String digest(JsonNode document) throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(document.get("fit").toString().getBytes(StandardCharsets.UTF_8));
        if (document.has("history")) {
            sha256.update(document.get("history").toString().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
