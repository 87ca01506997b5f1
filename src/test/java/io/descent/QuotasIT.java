package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import io.descent.access.Keys;
import io.descent.access.Scope;
import io.descent.access.Tenant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A service whose tenants have quotas. */
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "descent.data-dir=target/test-data/${random.uuid}",
            "descent.auth=keys",
            "descent.quota-work=2e11",
            "descent.quota-fits=1",
            "descent.quota-queued=2",
            "descent.quota-bytes=1KB"
        })
class QuotasIT {

    private static final String LINE = "{\"x\": [1, 2, 3, 4], \"y\": [24.6, 45.3, 64.8, 85.5]}";
    private static final String POLICIES =
            "\"work\";q=200000000000;w=60, \"fits\";q=1, \"queued\";q=2, \"bytes\";q=1024";

    private final ServiceClient stranger;
    private final Keys keys;
    private @Nullable ServiceClient tenant;

    QuotasIT(@LocalServerPort int port, @Autowired Keys keys) {
        this.stranger = new ServiceClient(port);
        this.keys = keys;
    }

    private ServiceClient caller(String name) {
        ServiceClient caller = stranger.as(keys.make(new Tenant(name), "of a test", Set.of(Scope.READ, Scope.FIT), null)
                .secret()
                .text());
        tenant = caller;
        return caller;
    }

    @AfterEach
    void cancelWhatRuns() {
        ServiceClient last = Objects.requireNonNull(tenant);
        for (String status : new String[] {"queued", "running"}) {
            for (JsonNode fit : last.get("/v1/fits?status=" + status).json().get("data")) {
                last.post("/v1/fits/" + fit.get("id").asString() + "/cancel", "");
            }
        }
    }

    private static long refused(Answer answer, String policy) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(429);
        assertThat(answer.json().get("type").asString()).isEqualTo("urn:descent:problem:quota-exceeded");
        assertThat(answer.json().get("detail").asString()).contains("\"" + policy + "\"");
        assertThat(answer.header("RateLimit-Policy")).isEqualTo(POLICIES);
        return Long.parseLong(answer.header("Retry-After"));
    }

    @Test
    void whatIsLeftIsToldAndWorkBeyondTheMinuteIsRefused() {
        ServiceClient acme = caller("acme");
        Answer first = acme.fit(LINE);
        assertThat(first.header("RateLimit-Policy")).isEqualTo(POLICIES);
        assertThat(first.header("RateLimit"))
                .matches("\"work\";r=(1999\\d{8}|200000000000);t=[01], \"fits\";r=1, \"queued\";r=2, \"bytes\";r=1024");

        Answer endless = acme.post(
                "/v1/fits", EndlessFits.body("").replace("100000,\n", "3000000,\n"), "Prefer", "respond-async");
        if (endless.status() != 202) {
            // the first has taken some of the minute: a whole one is there in a moment
            assertThat(refused(endless, "work")).isEqualTo(1);
            endless = awaited(acme);
        }
        assertThat(endless.header("RateLimit")).startsWith("\"work\";r=0;t=");

        assertThat(refused(acme.post("/v1/fits", LINE, "Prefer", "respond-async"), "work"))
                .isBetween(60L, 600L);
        assertThat(stranger.as(keys.make(new Tenant("bolt"), "k", Set.of(Scope.FIT), null)
                                .secret()
                                .text())
                        .post("/v1/fits", LINE)
                        .status())
                .isEqualTo(200);
    }

    private static Answer awaited(ServiceClient acme) {
        Answer answer;
        do {
            answer = acme.post(
                    "/v1/fits", EndlessFits.body("").replace("100000,\n", "3000000,\n"), "Prefer", "respond-async");
        } while (answer.status() == 429);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer;
    }

    @Test
    void oneRunsTwoWaitAndMoreAreRefused() throws InterruptedException {
        ServiceClient cork = caller("cork");
        String first = LongFits.accepted(cork, EndlessFits.body(""));
        LongFits.awaitEpochAfter(cork, first, 0);
        LongFits.accepted(cork, EndlessFits.body(""));
        LongFits.accepted(cork, EndlessFits.body(""));

        assertThat(refused(cork.post("/v1/fits", EndlessFits.body(""), "Prefer", "respond-async"), "queued"))
                .isPositive();
        assertThat(refused(cork.post("/v1/fits", LINE), "fits")).isPositive();
        Thread.sleep(1500);
        assertThat(cork.get("/v1/fits?status=running").json().get("data")).hasSize(1);
        assertThat(cork.get("/v1/fits?status=queued").json().get("data")).hasSize(2);
    }

    @Test
    void datasetsBeyondTheBytesAreRefused() {
        ServiceClient dublin = caller("dublin");
        Answer answer = dublin.post("/v1/datasets", "{\"columns\": {\"a\": [1, 2, 3]}}");
        for (int more = 0; more < 20 && answer.status() == 201; more++) {
            answer = dublin.post("/v1/datasets", "{\"columns\": {\"a\": [1, 2, 3]}}");
        }
        assertThat(refused(answer, "bytes")).isPositive();
        String id = dublin.get("/v1/datasets").json().at("/data/0/id").asString();
        assertThat(dublin.delete("/v1/datasets/" + id).status()).isEqualTo(204);
        assertThat(dublin.post("/v1/datasets", "{\"columns\": {\"a\": [1, 2, 3]}}")
                        .status())
                .isEqualTo(201);
    }
}
