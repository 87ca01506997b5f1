package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Fits that take long enough to be disturbed, and what is to be seen of them. */
final class LongFits {

    /** Tells whether the tests of faults are to take their time: {@code -Dfaults=full}. */
    static final boolean FULL = "full".equals(System.getProperty("faults"));

    /** Never reached in a test. */
    static final int ENDLESS = 10_000;

    private static final Duration SOON = Duration.ofSeconds(90);

    private LongFits() {}

    /** Momentum, a schedule and a penalty: state that a restart from the parameters alone would get wrong. */
    static String body(int epochs, String label) {
        return """
                {"dataset": {"generator": {"type": "linear", "n": 100000, "coef": [1, -2, 3, 0.5], "noise": 1}},
                 "optimizer": {"type": "sgd", "learning_rate": 1e-4, "momentum": 0.9},
                 "penalty": {"type": "l1", "alpha": 0.01}, "schedule": {"type": "cosine"}, "batch_size": 32,
                 "epochs": %d, "history": {"include": ["params", "direction"], "metrics": ["batch_sse"]}, "label": "%s"}""".formatted(epochs, label);
    }

    /** Begins a fit and returns its location. */
    static String begin(ServiceClient client, int epochs, String label) {
        return accepted(client, body(epochs, label));
    }

    /** Posts a fit without waiting for it and returns its location. */
    static String accepted(ServiceClient client, String body) {
        ServiceClient.Answer ticket = client.post("/v1/fits", body, "Prefer", "respond-async");
        assertThat(ticket.status()).as(ticket.body()).isEqualTo(202);
        return ticket.header("Location");
    }

    /** Waits for the end of a fit. */
    static JsonNode ended(ServiceClient client, String location) {
        Instant giveUp = Instant.now().plus(SOON);
        JsonNode fit = client.get(location).json();
        while (!fit.path("done").asBoolean()) {
            assertThat(fit.has("id")).as(fit.toString()).isTrue();
            assertThat(Instant.now()).as(fit.toString()).isBefore(giveUp);
            fit = client.get(location, "Prefer", "wait=5").json();
        }
        return fit;
    }

    /** Waits until a fit has gone beyond an epoch. */
    static void awaitEpochAfter(ServiceClient client, String location, int epoch) throws InterruptedException {
        Instant giveUp = Instant.now().plus(SOON);
        JsonNode fit = client.get(location).json();
        while (fit.at("/progress/epoch").asInt() <= epoch) {
            assertThat(fit.path("done").asBoolean()).as(fit.toString()).isFalse();
            assertThat(Instant.now()).as(fit.toString()).isBefore(giveUp);
            Thread.sleep(20);
            fit = client.get(location).json();
        }
    }

    /** Checks that a fit has come to the same as another one. */
    static void sameBytes(JsonNode fit, JsonNode undisturbed) {
        assertThat(undisturbed.path("status").asString())
                .as(undisturbed.toString())
                .isEqualTo("succeeded");
        for (String same : new String[] {"status", "stop_reason", "result", "history", "dataset"}) {
            assertThat(fit.path(same).toString())
                    .as(same)
                    .isEqualTo(undisturbed.path(same).toString());
        }
    }

    /** Checks that nothing waits or runs. */
    static void nothingIsUnderWay(ServiceClient client) {
        for (String status : new String[] {"queued", "running", "cancelling"}) {
            assertThat(client.get("/v1/fits?status=" + status).json().get("data"))
                    .as(status)
                    .isEmpty();
        }
    }

    /** Returns the sum of a metric over its labels, of which a part may be given; 0 where there is none. */
    static double metric(ServiceClient client, String name, String labels) {
        return client.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
