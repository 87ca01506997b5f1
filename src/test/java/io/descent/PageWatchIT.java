package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.Browser.Viewer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A fit on the page while it runs, and back in time. */
class PageWatchIT extends PageTest {

    private static final String ENDLESS = """
            {"label": "watched", "dataset": {"generator": {"type": "blobs", "n": 5000, "centers": 2, "features": 2, "std": 3}}, "model": "logistic",
             "optimizer": {"type": "sgd", "learning_rate": 1e-5}, "batch_size": 1, "epochs": 1000000, "history": {"include": ["params"]}}""";

    private static final String LOSS = ".uplot canvas";

    PageWatchIT(@LocalServerPort int port) {
        super(port);
    }

    private void visit(Viewer viewer, String request) {
        browser.visit(viewer, "request=" + URLEncoder.encode(request, StandardCharsets.UTF_8));
        browser.until("the rows are drawn", () -> browser.colours(MODEL_PICTURE) > 20);
    }

    @Test
    void aLiveFitMovesPausesFollowsAndStops() {
        visit(Viewer.DESK.watching(), ENDLESS);
        browser.button("Fit").click();

        browser.until("records come in", () -> browser.text(".epoch").matches("epoch .* of 1\u202f000\u202f000"));
        String early = browser.pixels(LOSS);
        String boundary = browser.pixels(MODEL_PICTURE);
        browser.until("the loss moves", () -> !early.equals(browser.pixels(LOSS)));
        browser.until("the boundary moves", () -> !boundary.equals(browser.pixels(MODEL_PICTURE)));

        browser.one(".play").click();
        // what comes before the next frame is still drawn
        browser.until(
                "it is paused",
                () -> "play the course".equals(browser.one(".play").getDomAttribute("aria-label")));
        String paused = browser.text(".epoch");
        long before = newestRecord();
        browser.until("records have come between", () -> newestRecord() > before + 2000);
        assertThat(browser.text(".epoch")).isEqualTo(paused);
        browser.button("Follow").click();
        browser.until(
                "the newest record is shown", () -> !browser.text(".epoch").equals(paused));

        browser.button("Stop").click();
        browser.until("it has stopped", () -> browser.text("#status").startsWith("Stopped"));
        assertThat(browser.text("#side-result")).contains("Parameters");
        assertThat(service.get("/v1/fits/" + shownFit())
                        .json()
                        .get("stop_reason")
                        .asString())
                .isEqualTo("stopped");
        browser.assertQuiet();
    }

    /** Its number among all that the fit has made; how many of them the page has can fall when it asks for those anew. */
    private long newestRecord() {
        return ((Number)
                        browser.later(
                                "const tell = arguments[0]; import('/page/state.js').then(({store}) => tell(store.get('course').newest))"))
                .longValue();
    }

    @Test
    void recordsKeepAllThatTheyHoldWhenTheStoredOnesTakeTheirPlace() {
        browser.visit(Viewer.DESK, "");

        assertThat(browser.later("""
                const tell = arguments[0];
                import('/page/watch/course.js').then(({Course}) => {
                  const of = (epochs) => {
                    const course = new Course();
                    epochs.forEach((epoch) => course.add({epoch, loss: -epoch, params: {intercept: epoch, coef: [epoch]}}, epoch));
                    return course;
                  };
                  const live = of([1, 2, 3, 4, 5]);
                  const told = (course) => course.x().map((_, i) => course.vector('params', i)?.intercept).join();
                  tell([
                    told(new Course({epoch: [], loss: []}).continuedBy(live)),
                    told(of([1, 3]).continuedBy(live)),
                    told(of([1, 3]).keeping(2, live)),
                    told(of([1, 3]).keeping(5, live)),
                    told(of([1, 3]).keeping(3, live)),
                  ].join(' '));
                })""")).isEqualTo("1,2,3,4,5 1,3,4,5 1,2,3 1,3 1,3");
        browser.assertQuiet();
    }

    @Test
    void otherDataWhileAFitRunsLeaveItAndItIsFoundInTheList() {
        visit(Viewer.DESK, ENDLESS);
        browser.button("Fit").click();
        browser.until("records come in", () -> browser.text(".epoch").startsWith("epoch"));

        browser.one("[data-example=line]").click();
        browser.until("no fit is shown", () -> browser.text(".epoch").equals("–"));
        browser.button("Fits").click();
        browser.until("it is listed", () -> browser.text("dialog tbody tr th").equals("watched"));
        browser.all("dialog tbody button").stream()
                .filter(button -> button.getText().equals("Stop"))
                .findFirst()
                .orElseThrow()
                .click();
        browser.until(
                "it has stopped",
                () -> browser.text("dialog tbody tr td").matches("stopped|running|cancelling")
                        && service.get("/v1/fits?limit=1&label=watched")
                                .json()
                                .at("/data/0/done")
                                .asBoolean());
        assertThat(browser.text(".epoch")).isEqualTo("–");
        browser.assertQuiet();
    }

    @Test
    void whatIsClickedTwiceIsFittedOnce() {
        visit(Viewer.DESK, ENDLESS.replace("watched", "clicked twice"));
        browser.run("const fit = document.querySelector('#fit'); fit.click(); fit.click(); fit.click()");
        browser.until("records come in", () -> browser.text(".epoch").startsWith("epoch"));

        assertThat(service.get("/v1/fits?label=clicked+twice")
                        .json()
                        .get("data")
                        .size())
                .isEqualTo(1);
        browser.button("Cancel").click();
        browser.until("it is cancelled", () -> browser.text("#status").startsWith("Cancelled"));
        browser.assertQuiet();
    }

    @Test
    void recordsWithoutTheirParametersAreNotDrawnWithThoseOfTheEnd() {
        visit(Viewer.DESK, """
                {"dataset": {"generator": {"type": "blobs", "n": 100, "centers": 2}}, "model": "logistic",
                 "optimizer": {"type": "sgd", "learning_rate": 0.1}, "epochs": 20}""");
        fit();
        browser.until("the boundary is drawn", () -> label().endsWith("over the predictions of the model"));

        browser.run(
                "const range = document.querySelector('.slider input'); range.value = 3; range.dispatchEvent(new Event('input'))");

        browser.until("the points alone", () -> label().endsWith("100 points over x0 and x1"));
        assertThat(browser.one(".pair figure:last-child canvas").getDomAttribute("aria-label"))
                .isEqualTo("The parameters of this record were not kept.");
        browser.assertQuiet();
    }

    private String label() {
        return String.valueOf(browser.one(MODEL_PICTURE).getDomAttribute("aria-label"));
    }

    @Test
    void theBackButtonGoesToTheExampleBefore() {
        browser.visit(Viewer.DESK, "example=line");
        browser.one("[data-example=momentum]").click();
        browser.until("the address tells", () -> address().contains("example=momentum"));

        browser.driver().navigate().back();

        browser.until(
                "the line is chosen",
                () -> "true".equals(browser.one("[data-example=line]").getDomAttribute("aria-pressed")));
        browser.until("the address tells", () -> address().contains("example=line"));
        browser.assertQuiet();
    }

    private String address() {
        return String.valueOf(browser.run("return location.hash"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request=%5B1%5D",
                "request=%22a%22",
                "request=%7B%22dataset%22:null%7D",
                "tab=nope&at=x&fit=",
                "request=%7B%22dataset%22:%7B%22x%22:1,%22features%22:5%7D%7D",
                "request=%7B",
                "example=line&settings=7"
            })
    void anAddressThatMakesNoSenseLeavesThePageInOrder(String address) {
        browser.visit(Viewer.DESK, address);
        browser.one("[data-example=line]").click();
        browser.until(
                "the example is chosen",
                () -> "true".equals(browser.one("[data-example=line]").getDomAttribute("aria-pressed")));
        browser.settled();

        fit();

        assertThat(browser.text("#side-result")).contains("Parameters");
        assertThat(browser.logged()).allMatch(line -> line.contains("status of 4"));
    }

    @Test
    void aFitIsCancelled() {
        visit(Viewer.DESK, ENDLESS);
        browser.button("Fit").click();
        browser.until("records come in", () -> browser.text(".epoch").startsWith("epoch"));

        browser.button("Cancel").click();

        browser.until("it is cancelled", () -> browser.text("#status").startsWith("Cancelled"));
        browser.assertQuiet();
    }

    @Test
    void theSliderTakesAllPicturesBackInTime() {
        browser.visit(Viewer.DESK, "example=logistic");
        fit();
        browser.until("the last epoch is shown", () -> browser.text(".epoch").equals("epoch 100"));
        String boundary = browser.pixels(MODEL_PICTURE);
        String bars = browser.pixels(".pair figure:last-child canvas");
        String loss = browser.pixels(LOSS);

        browser.run(
                "const range = document.querySelector('.slider input'); range.value = 2; range.dispatchEvent(new Event('input'))");

        browser.until("epoch 3", () -> browser.text(".epoch").equals("epoch 3"));
        browser.until("the boundary", () -> !boundary.equals(browser.pixels(MODEL_PICTURE)));
        browser.until("the bars", () -> !bars.equals(browser.pixels(".pair figure:last-child canvas")));
        browser.until("the mark in the loss", () -> !loss.equals(browser.pixels(LOSS)));
        browser.one("#tab-records").click();
        browser.until(
                "the record is marked", () -> browser.text(".records .now th").equals("3"));
        assertThat(browser.text(".records thead")).contains("gradient: x0", "direction: intercept");
        browser.assertQuiet();
    }

    @Test
    void aLogarithmicAxisAndOtherSeriesAreDrawnOnDemand() {
        browser.visit(Viewer.DESK, "example=logistic");
        fit();
        String linear = browser.pixels(LOSS);

        browser.button("Log").click();
        browser.until("the axis is another one", () -> !linear.equals(browser.pixels(LOSS)));
        browser.choose("[aria-label=series]", "accuracy");
        browser.until("the legend names it", () -> browser.text(".u-legend").contains("accuracy"));
        browser.assertQuiet();
    }

    @Test
    void aSpikeOfOneRecordInAMillionIsSeenAtEveryZoom() throws NoSuchAlgorithmException {
        int spike = 654_321;
        browser.visit(Viewer.DESK, "fit=" + withSpike(1_000_000, spike));
        browser.until(
                "the extremes have come",
                () -> browser.measure("return Number(document.querySelector('.slider input').max)") > 1500);

        assertThat(pixelsAtTheTop()).isPositive();
        goTo(spike);
        for (int zoom = 0; zoom < 12; zoom++) {
            browser.one("[aria-label='zoom in']").click();
            browser.until("the spike is drawn", () -> pixelsAtTheTop() > 0);
        }
        browser.all("figure button[aria-pressed]").stream()
                .filter(button -> button.getText().equals("Table"))
                .toList()
                .getLast()
                .click();
        browser.until(
                "all records around it have come",
                () -> browser.all(".behind tbody tr").size() > 200);
        assertThat(browser.text(".behind:not([hidden]) tbody")).contains("654\u202f321 1\u202f000");
        browser.assertQuiet();
    }

    /** How many pixels are blue, as the curve is and nothing else, where only the spike reaches. */
    private long pixelsAtTheTop() {
        return browser.measure("""
                const canvas = document.querySelector('.uplot canvas');
                const height = Math.round(canvas.height * 0.25);
                const copy = new OffscreenCanvas(canvas.width, height).getContext('2d', {willReadFrequently: true});
                copy.drawImage(canvas, 0, 0);
                const data = copy.getImageData(0, 0, canvas.width, height).data;
                let found = 0;
                for (let i = 0; i < data.length; i += 4) {
                  if (data[i + 3] > 0 && data[i + 2] - data[i] > 60) found += 1;
                }
                return found""");
    }

    /** Moves the slider until an epoch is shown. */
    private void goTo(int epoch) {
        long low = 0;
        long high = browser.measure("return Number(document.querySelector('.slider input').max)");
        while (low < high) {
            long middle = (low + high) / 2;
            if (epochAt(middle) < epoch) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        assertThat(epochAt(low)).isEqualTo(epoch);
    }

    private long epochAt(long record) {
        return ((Number) browser.later("""
                const [record, done] = arguments;
                const range = document.querySelector('.slider input');
                range.value = record;
                range.dispatchEvent(new Event('input'));
                requestAnimationFrame(() => requestAnimationFrame(() => done(Number(document.querySelector('.epoch').textContent.replace(/[^0-9]/g, '')))));
                """, record)).longValue();
    }

    /** A fit of so many epochs, one of which is far from its neighbours. */
    private String withSpike(int epochs, int spike) throws NoSuchAlgorithmException {
        String location = service.post("/v1/fits", """
                {"x": [1, 2, 3], "y": [2, 3, 5], "epochs": %d, "optimizer": {"type": "sgd", "learning_rate": 1e-7}}""".formatted(epochs), "Prefer", "wait=60")
                .header("Location");
        ObjectNode document =
                (ObjectNode) service.get(location + "/export?format=json").json();
        service.delete(location);
        ((ArrayNode) document.at("/history/series/loss")).set(spike - 1, 1000.0);
        document.put("sha256", ExportedFit.digest(document));
        service.post("/v1/fits/import", document.toString());
        return document.at("/fit/id").asString();
    }
}
