package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.Operations.Operation;
import io.descent.ServiceClient.Answer;
import io.descent.access.Scope;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks every operation of the description: who may call it, and how those are answered who may not. */
class AccessRulesIT extends AccessTest {

    private static final Set<String> OPEN = Set.of("GET /ping", "GET /v2/health/live", "GET /v2/health/ready");

    private List<Operation> operations;

    @BeforeEach
    void readDescription() {
        operations = Operations.of(caller("default", Scope.READ));
    }

    /** Calls an operation with an id that names nothing. */
    private static Answer call(Operation operation, ServiceClient client) {
        return operation.call(client, operation.template().replaceAll("\\{[^}]+}", "nothing"), "{}");
    }

    @Test
    void nobodyPassesWithoutAKey() {
        for (Operation operation : operations) {
            Answer answer = call(operation, stranger());
            if (OPEN.contains(operation.toString())) {
                assertThat(answer.status()).as(operation.toString()).isNotIn(401, 403);
                continue;
            }
            assertThat(answer.status()).as(operation.toString()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate"))
                    .as(operation.toString())
                    .isEqualTo("Bearer realm=\"descent\"");
            assertThat(answer.json().get("type").asString())
                    .as(operation.toString())
                    .isEqualTo("urn:descent:problem:unauthorized");
        }
    }

    @Test
    void anOperationNeedsOneScopeAndTakesNoOther() {
        Map<Scope, ServiceClient> callers = Map.of(
                Scope.READ, caller("acme", Scope.READ),
                Scope.FIT, caller("acme", Scope.FIT),
                Scope.PREDICT, caller("acme", Scope.PREDICT),
                Scope.ADMIN, caller("acme", Scope.ADMIN));
        for (Operation operation : operations) {
            if (OPEN.contains(operation.toString())) {
                continue;
            }
            Set<Scope> passed = EnumSet.noneOf(Scope.class);
            callers.forEach((scope, caller) -> {
                Answer answer = call(operation, caller);
                assertThat(answer.status()).as(operation.toString()).isNotEqualTo(401);
                if (answer.status() != 403) {
                    passed.add(scope);
                    return;
                }
                assertThat(answer.header("WWW-Authenticate"))
                        .as(operation.toString())
                        .isEqualTo("Bearer realm=\"descent\", error=\"insufficient_scope\", scope=\""
                                + needed(operation).text() + "\"");
                assertThat(answer.json().get("type").asString())
                        .as(operation.toString())
                        .isEqualTo("urn:descent:problem:forbidden");
            });
            assertThat(passed)
                    .as("%s; a route without a rule in Rules is an admin's", operation)
                    .isEqualTo(EnumSet.of(needed(operation), Scope.ADMIN));
        }
    }

    /** What the contract says, apart from the table in the code. */
    private static Scope needed(Operation operation) {
        String path = operation.template();
        if (path.startsWith("/v1/keys") || path.startsWith("/v1/audit")) {
            return Scope.ADMIN;
        }
        if (operation.method().equals("GET")) {
            return Scope.READ;
        }
        boolean asks = Stream.of("/predict", "/evaluate", "/plot", "/infer", "invocations")
                .anyMatch(path::endsWith);
        return operation.method().equals("POST") && asks ? Scope.PREDICT : Scope.FIT;
    }

    @Test
    void whatHoldsNoDataIsOpen() {
        for (String path : List.of(
                "/",
                "/page/app.js",
                "/webjars/uplot/dist/uPlot.min.css",
                "/actuator/health/liveness",
                "/actuator/health/readiness")) {
            assertThat(stranger().get(path).status()).as(path).isEqualTo(200);
        }
        for (String path : List.of("/actuator/prometheus", "/v3/api-docs", "/swagger-ui/index.html", "/v1/nothing")) {
            assertThat(stranger().get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(caller("acme", Scope.READ).get("/actuator/prometheus").status())
                .isEqualTo(200);
    }

    @Test
    void aRouteThatIsNotThereIsAnAdmins() {
        assertThat(caller("acme", Scope.READ, Scope.FIT, Scope.PREDICT)
                        .get("/v1/nothing")
                        .status())
                .isEqualTo(403);
        assertThat(caller("acme", Scope.ADMIN).get("/v1/nothing").status()).isEqualTo(404);
    }

    @Test
    void headNeedsWhatGetNeeds() {
        assertThat(caller("acme", Scope.READ)
                        .send("HEAD", "/v1/fits", BodyPublishers.noBody())
                        .status())
                .isEqualTo(200);
        assertThat(caller("acme", Scope.PREDICT)
                        .send("HEAD", "/v1/fits", BodyPublishers.noBody())
                        .status())
                .isEqualTo(403);
    }
}
