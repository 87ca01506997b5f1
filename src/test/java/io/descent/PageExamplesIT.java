package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.Browser.Viewer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The examples on the page, in a real browser: chosen, fitted, seen. */
class PageExamplesIT extends PageTest {

    PageExamplesIT(@LocalServerPort int port) {
        super(port);
    }

    @ParameterizedTest
    @CsvSource({"sgd", "minibatch", "momentum", "line", "logistic"})
    void anExampleRunsToItsEndAndItsResultIsReadOffThePage(String name) {
        JsonNode expected =
                service.fit(service.get("/v1/examples/" + name).body()).json().get("result");
        browser.visit(Viewer.DESK, "");

        browser.one("[data-example=" + name + "]").click();
        browser.until(
                "the example is chosen",
                () -> "true".equals(browser.one("[data-example=" + name + "]").getDomAttribute("aria-pressed")));
        browser.button("Fit").click();

        browser.until("the fit has ended", () -> browser.text("#status").contains("Loss"));
        assertThat(number(browser.text(".numbers dd")))
                .isCloseTo(
                        expected.get("loss").asDouble(),
                        within(1e-5 * expected.get("loss").asDouble() + 1e-300));
        JsonNode features = expected.get("features");
        for (int j = 0; j < features.size(); j++) {
            double coef = expected.at("/params/coef/" + j).asDouble();
            assertThat(number(parameter(features.get(j).asString()))).isCloseTo(coef, within(1e-6 * Math.abs(coef)));
        }
        browser.assertQuiet();
    }

    /** What the table of the result says of a parameter. */
    private String parameter(String name) {
        return browser.all("#side-result tbody tr").stream()
                .filter(row -> row.findElement(By.cssSelector("th")).getText().equals(name))
                .findFirst()
                .orElseThrow()
                .findElement(By.cssSelector("td"))
                .getText();
    }

    private static double number(String shown) {
        return Double.parseDouble(shown.replace('−', '-').replace("\u202f", ""));
    }

    @Test
    void theBoundaryOfTheLogisticExampleSettlesAfterTwoClicks() {
        browser.visit(Viewer.DESK.watching(), "example=line");
        String canvas = ".pair figure:first-child canvas";
        long begun = System.nanoTime();

        browser.one("[data-example=logistic]").click();
        browser.until("its points are drawn", () -> browser.colours(canvas) > 50);
        browser.button("Fit").click();

        browser.until("the fit is played", () -> browser.text(".epoch").startsWith("epoch"));
        String early = browser.pixels(canvas);
        browser.until("the boundary has moved", () -> !early.equals(browser.pixels(canvas)));
        browser.until("the last epoch is shown", () -> browser.text(".epoch").equals("epoch 100"));
        assertThat((System.nanoTime() - begun) / 1e9).isLessThan(10);
        browser.assertQuiet();
    }

    @Test
    void twoParametersAreAPathOverContoursWithTheLargestStableRate() {
        browser.visit(Viewer.DESK, "example=momentum");
        browser.button("Fit").click();

        browser.until(
                "the path is drawn",
                () -> browser.text(".pair figure:last-child h3").equals("Path of the parameters"));
        String canvas = ".pair figure:last-child canvas";
        assertThat(browser.one(canvas).getDomAttribute("aria-label")).contains("contours");
        String end = browser.until("it is painted", () -> browser.colours(canvas) > 20 ? browser.pixels(canvas) : null);

        browser.run(
                "const range = document.querySelector('.slider input'); range.value = 5; range.dispatchEvent(new Event('input'))");
        browser.until("the path is shorter in an earlier record", () -> !end.equals(browser.pixels(canvas)));
        assertThat(browser.text(".epoch")).isEqualTo("epoch 6");
        browser.assertQuiet();
    }
}
