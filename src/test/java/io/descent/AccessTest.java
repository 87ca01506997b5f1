package io.descent;

import io.descent.access.Keys;
import io.descent.access.Scope;
import io.descent.access.Tenant;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A test over a service that asks callers who they are, by keys and by tokens; all of them share one. */
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"descent.data-dir=target/test-data/${random.uuid}", "descent.auth=keys,oidc"})
abstract class AccessTest {

    static final TokenIssuer ISSUER = TokenIssuer.start();

    @LocalServerPort
    int port;

    @Autowired
    Keys keys;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", ISSUER::uri);
    }

    /** Returns a client without a key. */
    ServiceClient stranger() {
        return new ServiceClient(port);
    }

    String key(String tenant, Scope... scopes) {
        return keys.make(new Tenant(tenant), "of a test", Set.of(scopes), null)
                .secret()
                .text();
    }

    ServiceClient caller(String tenant, Scope... scopes) {
        return stranger().as(key(tenant, scopes));
    }
}
