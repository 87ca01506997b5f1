package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import io.descent.access.AuditCheck;
import io.descent.access.AuditStore;
import io.descent.access.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Who did what, as it is written down. */
class AuditIT extends AccessTest {

    private static final String LINE = "{\"x\": [1, 2, 3, 4], \"y\": [24.6, 45.3, 64.8, 85.125]}";

    private static List<JsonNode> entries(ServiceClient admin) {
        Answer audit = admin.get("/v1/audit");
        assertThat(audit.status()).as(audit.body()).isEqualTo(200);
        assertThat(audit.header("Content-Type")).isEqualTo("application/x-ndjson");
        return audit.body()
                .lines()
                .map(line -> ServiceClient.JSON.readTree(line))
                .toList();
    }

    private static String told(JsonNode entry) {
        return entry.get("method").asString() + " " + entry.get("route").asString() + " "
                + entry.get("resource").asString("-") + " "
                + entry.get("status").asInt();
    }

    @Test
    void whateverChangesSomethingAndWhateverIsRefusedIsWrittenDown(@Autowired AuditStore store) {
        String secret = key("cairo", Scope.READ, Scope.FIT, Scope.ADMIN);
        ServiceClient admin = stranger().as(secret);
        String reader = key("cairo", Scope.READ);
        long before = store.head().number();

        String fit = admin.fit(LINE).json().get("id").asString();
        admin.get("/v1/fits/" + fit);
        String late = LongFits.accepted(admin, LINE);
        LongFits.ended(admin, late);
        stranger().as(reader).delete("/v1/fits/" + fit);
        admin.delete("/v1/fits/" + fit);
        admin.delete("/v1/fits/" + fit);
        admin.get("/v1/fits/" + reader);
        stranger().get("/v1/fits/" + reader);

        List<JsonNode> entries = entries(admin);
        assertThat(entries.stream().map(AuditIT::told))
                .containsExactly(
                        "POST /v1/fits " + fit + " 200",
                        "POST /v1/fits " + late.substring(late.lastIndexOf('/') + 1) + " 202",
                        "DELETE /v1/fits/{id} " + fit + " 403",
                        "DELETE /v1/fits/{id} " + fit + " 204",
                        "DELETE /v1/fits/{id} " + fit + " 404");
        assertThat(entries.getFirst().get("who").asString()).startsWith("key_");
        assertThat(entries.getFirst().get("address").asString()).isEqualTo("127.0.0.1");
        assertThat(store.after(before, 100).stream().map(entry -> entry.event().status()))
                .as("that of a stranger too, which is nobody's")
                .contains(401);
        assertThat(store.after(before, 100).toString() + entries).doesNotContain(secret, reader, "85.125");
        assertThat(admin.get("/v1/audit?after=" + entries.getLast().get("number"))
                        .body())
                .isEmpty();
        assertThat(new AuditCheck(store).broken()).isEmpty();
    }

    @Test
    void oneTenantDoesNotReadTheAuditOfAnother() {
        ServiceClient dublin = caller("dublin", Scope.FIT, Scope.ADMIN);
        dublin.fit(LINE);
        assertThat(entries(dublin)).hasSize(1);
        assertThat(entries(caller("essen", Scope.ADMIN))).isEmpty();
        assertThat(caller("dublin", Scope.READ, Scope.FIT, Scope.PREDICT)
                        .get("/v1/audit")
                        .status())
                .isEqualTo(403);
    }
}
