package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Fits that take longer than their callers wait. */
@ServiceTest
class JobsIT {

    private static final String LINE = "\"x\": [1, 2, 3, 4], \"y\": [25, 45, 65, 85]";

    private static final Duration SOON = Duration.ofSeconds(20);

    private final ServiceClient service;
    private final EndlessFits fits;

    JobsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
        this.fits = new EndlessFits(service);
    }

    @AfterEach
    void cancelWhatRuns() {
        fits.cancel();
    }

    private String running(String settings) {
        String location = fits.begin(settings);
        await(location, "running");
        return location;
    }

    private JsonNode await(String location, String status) {
        Instant giveUp = Instant.now().plus(SOON);
        JsonNode fit = service.get(location).json();
        while (!fit.get("status").asString().equals(status)) {
            assertThat(Instant.now()).as(fit.toString()).isBefore(giveUp);
            assertThat(fit.get("done").asBoolean()).as(fit.toString()).isFalse();
            fit = service.get(location, "Prefer", "wait=1").json();
        }
        return fit;
    }

    @Test
    void whoeverDoesNotWaitGetsATicketAndFindsTheSameFitAsWhoeverWaits() {
        ServiceClient.Answer ticket =
                service.post("/v1/fits", "{\"seed\": 3, " + LINE + "}", "Prefer", "respond-async");
        assertThat(ticket.status()).isEqualTo(202);
        assertThat(ticket.header("Preference-Applied")).isEqualTo("respond-async");
        assertThat(ticket.header("Retry-After")).isEqualTo("1");
        assertThat(ticket.header("Location"))
                .isEqualTo("/v1/fits/" + ticket.json().get("id").asString());
        assertThat(ticket.json().get("status").asString()).isIn("queued", "running", "succeeded");

        JsonNode later = LongFits.ended(service, ticket.header("Location"));
        JsonNode atOnce = service.fit("{\"seed\": 3, " + LINE + "}").json();
        for (String same :
                new String[] {"result", "history", "config", "dataset", "warnings", "diagnosis", "progress"}) {
            assertThat(later.get(same).toString()).isEqualTo(atOnce.get(same).toString());
        }
    }

    @Test
    void aFitThatEndsWithinTheWaitIsAnsweredWhole() {
        ServiceClient.Answer answer = service.post(
                "/v1/fits", EndlessFits.body(", \"stopping\": {\"time_limit_seconds\": 0.5}"), "Prefer", "wait=20");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=20");
        assertThat(answer.json().get("stop_reason").asString()).isEqualTo("time_limit");
        assertThat(answer.json().at("/history/epoch").size()).isPositive();
    }

    @Test
    void aFitThatTakesLongerGoesOnAndIsAnsweredWithItsTicket() {
        Instant start = Instant.now();
        ServiceClient.Answer answer = service.post("/v1/fits", EndlessFits.body(""), "Prefer", "wait=1");
        fits.begun(answer.header("Location"));
        assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("status").asString()).isEqualTo("running");
        int reached = answer.json().at("/progress/epoch").asInt();
        assertThat(reached).isPositive();

        JsonNode later = service.get(answer.header("Location")).json();
        assertThat(later.at("/progress/epoch").asInt()).isGreaterThanOrEqualTo(reached);
        assertThat(later.get("started_at")).isEqualTo(answer.json().get("started_at"));
    }

    @Test
    void progressTellsHowFastItIsAndHowLongItWillTake() {
        String location = running("");
        JsonNode progress = service.get(location).json().get("progress");
        Instant giveUp = Instant.now().plus(SOON);
        while (!progress.has("seconds_left")) {
            assertThat(Instant.now()).isBefore(giveUp);
            progress = service.get(location).json().get("progress");
        }
        assertThat(progress.get("epochs").asInt()).isEqualTo(100_000);
        double rowsLeft = 1e5 * (100_000 - progress.get("epoch").asInt());
        assertThat(progress.get("seconds_left").asDouble()
                        * progress.get("rows_per_second").asDouble())
                .isCloseTo(rowsLeft, withPercentage(1e-6));
    }

    @Test
    void aCancelledFitEndsAtOnceAndKeepsNothing() {
        String location = running("");
        Instant start = Instant.now();
        ServiceClient.Answer cancelled = service.post(location + "/cancel", "");
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.json().get("status").asString()).isIn("cancelling", "cancelled");
        JsonNode fit = LongFits.ended(service, location);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
        assertThat(fit.get("status").asString()).isEqualTo("cancelled");
        assertThat(fit.get("result").isNull()).isTrue();
        assertThat(fit.get("stop_reason").isNull()).isTrue();

        ServiceClient.Answer again = service.post(location + "/cancel", "");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("status").asString()).isEqualTo("cancelled");
        assertThat(service.post(location + "/stop", "").status()).isEqualTo(200);
    }

    @Test
    void aStoppedFitKeepsTheParametersItHasReached() {
        String location = running("");
        Instant giveUp = Instant.now().plus(SOON);
        while (service.get(location).json().at("/progress/epoch").asInt() < 10) {
            assertThat(Instant.now()).isBefore(giveUp);
        }
        assertThat(service.post(location + "/stop", "").status()).isEqualTo(202);
        JsonNode fit = LongFits.ended(service, location);
        assertThat(fit.get("status").asString()).isEqualTo("succeeded");
        assertThat(fit.get("stop_reason").asString()).isEqualTo("stopped");
        assertThat(fit.at("/result/params/coef").size()).isEqualTo(2);
        assertThat(fit.at("/history/loss").size()).isPositive();
    }

    @Test
    void aFitThatRunsIsNotDeleted() {
        String location = running("");
        assertThat(service.delete(location).status()).isEqualTo(409);
        service.post(location + "/cancel", "");
        LongFits.ended(service, location);
        assertThat(service.delete(location).status()).isEqualTo(204);
        assertThat(service.get(location).status()).isEqualTo(404);
    }

    @Test
    void whoeverPollsIsToldAtOnceWhenTheFitHasEnded() throws InterruptedException {
        String location = running("");
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(500);
                service.post(location + "/cancel", "");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Instant start = Instant.now();
        ServiceClient.Answer answer = service.get(location, "Prefer", "wait=20");
        assertThat(answer.json().get("status").asString()).isIn("cancelling", "cancelled");
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=20");
        assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
    }

    @Test
    void aPollThatSawNoChangeIsAnsweredWhenItsTimeIsUp() {
        String location = running("");
        Instant start = Instant.now();
        ServiceClient.Answer answer = service.get(location, "Prefer", "wait=1");
        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(answer.json().get("status").asString()).isEqualTo("running");
    }

    @Test
    void aPollWithAnEtagIsAnsweredOnceThereIsProgress() {
        String location = running("");
        String etag = service.get(location).header("ETag");
        ServiceClient.Answer answer = service.get(location, "If-None-Match", etag, "Prefer", "wait=20");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isNotEqualTo(etag);
    }

    @Test
    void theHistoryOfARunningFitIsToldSoFarAsItIsStored() {
        String location = running("");
        Instant giveUp = Instant.now().plus(SOON);
        JsonNode history = service.get(location + "/history").json();
        while (history.get("epoch").size() < 2) {
            assertThat(Instant.now()).isBefore(giveUp);
            history = service.get(location + "/history").json();
        }
        assertThat(history.at("/epoch/0").asInt()).isEqualTo(10);
        assertThat(history.get("loss").size()).isEqualTo(history.get("epoch").size());
    }

    @Test
    void smallFitsDoNotWaitBehindLongOnes() {
        for (int i = 0; i < 6; i++) {
            fits.begin("");
        }
        String small = service.post("/v1/fits", "{" + LINE + "}", "Prefer", "respond-async")
                .header("Location");
        assertThat(LongFits.ended(service, small).get("status").asString()).isEqualTo("succeeded");
        assertThat(service.fit("{" + LINE + "}").json().get("status").asString())
                .isEqualTo("succeeded");
    }

    @Test
    void aFitIsKeptForAWhileAndTellsHowLong() {
        JsonNode fit = service.fit("{" + LINE + "}").json();
        assertThat(Duration.between(
                        Instant.parse(fit.get("finished_at").asString()),
                        Instant.parse(fit.get("expires_at").asString())))
                .isEqualTo(Duration.ofDays(30));
        assertThat(service.fit("{\"store\": false, " + LINE + "}")
                        .json()
                        .get("expires_at")
                        .isNull())
                .isTrue();
    }

    @Test
    void aFitThatIsNotKeptCannotBeAskedForLater() {
        ServiceClient.Answer answer =
                service.post("/v1/fits", "{\"store\": false, " + LINE + "}", "Prefer", "respond-async");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/store");
    }

    @Test
    void whatRunsIsListedAsRunning() {
        String location = running(", \"label\": \"listed while it runs\"");
        JsonNode page = service.get("/v1/fits?status=running&label=listed+while+it+runs")
                .json();
        assertThat(page.at("/data/0/id").asString()).isEqualTo(location.substring("/v1/fits/".length()));
        assertThat(page.at("/data/0/done").asBoolean()).isFalse();
    }
}
