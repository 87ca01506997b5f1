package io.descent;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;

/** An OpenID provider as far as a resource server sees one: its configuration, its keys, and tokens that it has signed. */
final class TokenIssuer {

    private static final int BITS = 2048;

    private final HttpServer server;
    private final RSAKey key = newKey();

    private TokenIssuer(HttpServer server) {
        this.server = server;
    }

    static TokenIssuer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TokenIssuer issuer = new TokenIssuer(server);
            issuer.answer(
                    "/.well-known/openid-configuration",
                    Map.of(
                            "issuer",
                            issuer.uri(),
                            "jwks_uri",
                            issuer.uri() + "/keys",
                            "subject_types_supported",
                            "public"));
            issuer.answer("/keys", new JWKSet(issuer.key).toJSONObject());
            server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(String path, Map<String, Object> json) {
        byte[] body = ServiceClient.JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    String uri() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(BITS).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a token for five minutes, with more claims. */
    String token(Map<String, Object> claims) {
        return token(claims, uri(), Instant.now().plusSeconds(300), key);
    }

    /** Returns a token that somebody else may have signed, for somebody else. */
    String token(Map<String, Object> claims, String issuer, Instant expiry, RSAKey signer) {
        JWTClaimsSet.Builder all = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("anna")
                .issueTime(Date.from(expiry.minusSeconds(600)))
                .expirationTime(Date.from(expiry));
        claims.forEach(all::claim);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), all.build());
        try {
            token.sign(new RSASSASigner(signer));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return Objects.requireNonNull(token.serialize());
    }

    RSAKey key() {
        return key;
    }
}
