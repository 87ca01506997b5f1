package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens of an OpenID provider, which the test runs. */
class TokensIT extends AccessTest {

    private static final Map<String, Object> READS = Map.of("tenant", "acme", "scope", "openid read");

    private Answer list(String token) {
        return stranger().as(token).get("/v1/fits");
    }

    @Test
    void aTokenLetsInWhomItNames() {
        assertThat(list(ISSUER.token(READS)).status()).isEqualTo(200);
        assertThat(list(ISSUER.token(Map.of("tenant", "acme", "scope", List.of("read"))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenWithoutTheScopeIsNotEnough() {
        assertThat(list(ISSUER.token(Map.of("tenant", "acme", "scope", "openid predict")))
                        .status())
                .isEqualTo(403);
        assertThat(list(ISSUER.token(Map.of("tenant", "acme"))).status()).isEqualTo(403);
    }

    @Test
    void aTokenThatNamesNoTenantIsNobodys() {
        assertThat(list(ISSUER.token(Map.of("scope", "read"))).status()).isEqualTo(401);
        assertThat(list(ISSUER.token(Map.of("scope", "read", "tenant", "No Tenant")))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aTokenOfSomebodyElseOrOfYesterdayIsRefused() {
        Instant later = Instant.now().plusSeconds(300);
        assertThat(list(ISSUER.token(READS, ISSUER.uri(), later, TokenIssuer.newKey()))
                        .status())
                .isEqualTo(401);
        assertThat(list(ISSUER.token(READS, "http://localhost:1/", later, ISSUER.key()))
                        .status())
                .isEqualTo(401);
        Answer old = list(ISSUER.token(READS, ISSUER.uri(), Instant.now().minusSeconds(3600), ISSUER.key()));
        assertThat(old.status()).isEqualTo(401);
        assertThat(old.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"descent\", error=\"invalid_token\"");
    }

    @Test
    void anUnsignedTokenIsRefused() {
        String unsigned = "eyJhbGciOiJub25lIn0.eyJ0ZW5hbnQiOiJhY21lIiwic2NvcGUiOiJyZWFkIn0.";
        assertThat(list(unsigned).status()).isEqualTo(401);
    }
}
