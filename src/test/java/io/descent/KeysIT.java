package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import io.descent.access.Scope;
import io.descent.access.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Keys: made, shown once, listed, rotated, deleted. */
class KeysIT extends AccessTest {

    @Test
    void aKeyIsShownOnceAndLetsItsOwnerIn(@Autowired DataSource database) {
        ServiceClient admin = caller("acme", Scope.ADMIN);
        Answer made = admin.post("/v1/keys", """
                {"name": "the line in hall 3", "scopes": ["predict", "read"]}""");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).contains("no-store");
        String key = made.json().get("key").asString();
        assertThat(key).matches("dsc_[0-9A-Za-z]{43}");
        assertThat(made.json().get("tenant").asString()).isEqualTo("acme");
        assertThat(made.json().get("scopes").toString()).isEqualTo("[\"read\",\"predict\"]");

        assertThat(stranger().as(key).get("/v1/fits").status()).isEqualTo(200);

        Answer later = admin.get(made.header("Location"));
        assertThat(later.body()).doesNotContain(key).doesNotContain("\"key\"");
        assertThat(later.json().get("last_used_at").isNull()).isFalse();
        assertThat(admin.get("/v1/keys").body())
                .contains(made.json().get("id").asString())
                .doesNotContain(key);
        List<String> kept = JdbcClient.create(database)
                .sql("select id || name || scopes || hex(sha256) from api_key")
                .query((row, _) -> row.getString(1))
                .list();
        assertThat(kept).isNotEmpty().noneMatch(row -> row.contains(key.substring(4)));
    }

    @Test
    void anOldKeyAndItsSuccessorAreValidAtOnceUntilOneIsDeleted() {
        ServiceClient admin = caller("acme", Scope.ADMIN);
        JsonNode old = made(admin, """
                {"name": "old", "scopes": ["read"]}""");
        JsonNode next = made(admin, """
                {"name": "new", "scopes": ["read"]}""");
        ServiceClient withOld = stranger().as(old.get("key").asString());
        ServiceClient withNew = stranger().as(next.get("key").asString());
        assertThat(withOld.get("/v1/fits").status()).isEqualTo(200);
        assertThat(withNew.get("/v1/fits").status()).isEqualTo(200);

        String path = "/v1/keys/" + old.get("id").asString();
        assertThat(admin.delete(path).status()).isEqualTo(204);

        Answer refused = withOld.get("/v1/fits");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"descent\", error=\"invalid_token\"");
        assertThat(withNew.get("/v1/fits").status()).isEqualTo(200);
        assertThat(admin.delete(path).status()).isEqualTo(404);
    }

    private static JsonNode made(ServiceClient admin, String body) {
        Answer made = admin.post("/v1/keys", body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json();
    }

    @Test
    void aKeyThatHasExpiredIsWorthNothing() {
        Tenant acme = new Tenant("acme");
        String over = keys.make(acme, "over", Set.of(Scope.READ), Instant.now().minusSeconds(1))
                .secret()
                .text();
        String yet = keys.make(acme, "yet", Set.of(Scope.READ), Instant.now().plusSeconds(60))
                .secret()
                .text();
        assertThat(stranger().as(over).get("/v1/fits").status()).isEqualTo(401);
        assertThat(stranger().as(yet).get("/v1/fits").status()).isEqualTo(200);
    }

    @Test
    void anAdminManagesTheKeysOfTheOwnTenantAlone() {
        ServiceClient acme = caller("acme", Scope.ADMIN);
        ServiceClient bolt = caller("bolt", Scope.ADMIN);
        String id = made(acme, """
                {"name": "of acme", "scopes": ["read"]}""").get("id").asString();

        String path = "/v1/keys/" + id;
        Answer another = bolt.get(path);
        assertThat(another.status()).isEqualTo(404);
        assertThat(another.body().replace(id, "key_0"))
                .isEqualTo(bolt.get("/v1/keys/key_0").body());
        assertThat(bolt.delete(path).status()).isEqualTo(404);
        assertThat(bolt.get("/v1/keys").body()).doesNotContain(id);
        Answer foreign = bolt.post("/v1/keys", """
                {"name": "mine", "scopes": ["read"], "tenant": "acme"}""");
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.json().at("/errors/0/pointer").asString()).isEqualTo("/tenant");
        assertThat(acme.get(path).status()).isEqualTo(200);
    }

    @Test
    void theOperatorManagesTheKeysOfAllTenants() {
        ServiceClient operator = caller("default", Scope.ADMIN);
        JsonNode made = made(operator, """
                {"name": "first of cork", "scopes": ["admin"], "tenant": "cork", "expires_at": "2100-01-01T00:00:00Z"}""");
        assertThat(made.get("tenant").asString()).isEqualTo("cork");
        assertThat(operator.get("/v1/keys").body()).contains(made.get("id").asString());
        assertThat(stranger().as(made.get("key").asString()).get("/v1/keys").status())
                .isEqualTo(200);
        assertThat(operator.delete("/v1/keys/" + made.get("id").asString()).status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"scopes": ["read"]}                                             | 422 | /name
            {"name": "a"}                                                    | 422 | /scopes
            {"name": "a", "scopes": []}                                      | 422 | /scopes
            {"name": "a", "scopes": ["write"]}                               | 422 | /scopes/0
            {"name": "a", "scopes": ["read"], "expires_at": "tomorrow"}      | 422 | /expires_at
            {"name": "a", "scopes": ["read"], "tenant": "No Tenant"}         | 422 | /tenant
            {"name": "a", "scopes": ["read"], "secret": "x"}                 | 400 | /secret
            """)
    void whatMakesNoSenseIsNamed(String body, int status, String pointer) {
        Answer answer = caller("default", Scope.ADMIN).post("/v1/keys", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dsc_", "dsc_0000000000000000000000000000000000000000000", "nonsense"})
    void whatIsNoKeyIsRefused(String key) {
        Answer answer = stranger().as(key).get("/v1/fits");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(answer.body()).doesNotContain(key);
    }

    @Test
    void aKeyIsNotTakenFromTheUrl() {
        String key = key("acme", Scope.READ);
        assertThat(stranger().get("/v1/fits?access_token=" + key).status()).isEqualTo(401);
    }
}
