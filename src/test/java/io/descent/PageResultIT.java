package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.Browser.Viewer;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What the page tells of a fit that has ended, and what one can do with it. */
class PageResultIT extends PageTest {

    PageResultIT(@LocalServerPort int port) {
        super(port);
    }

    private JsonNode shown() {
        browser.until("the address names a fit", () -> !shownFit().isEmpty());
        return service.get("/v1/fits/" + shownFit()).json();
    }

    @Test
    void aDivergedFitOffersItsSuggestionWhichConverges() {
        browser.visit(Viewer.DESK, "example=sgd");
        browser.type("[data-pointer='/optimizer/learning_rate']", "0.1");
        fit();

        assertThat(browser.text("#side-result .reason")).startsWith("Diverged");
        assertThat(browser.text("#side-result .warning")).contains("the largest stable one is about");
        String diverged = shownFit();
        browser.button("Fit the suggestion").click();

        browser.until("another fit is shown", () -> !shownFit().equals(diverged));
        browser.until("it has converged", () -> browser.text("#status").startsWith("Converged"));
        assertThat(shown().get("stop_reason").asString()).isEqualTo("converged");
        browser.assertQuiet();
    }

    @Test
    void aWarningHasButtonsThatDoWhatItAdvises() {
        browser.visit(Viewer.DESK, "example=logistic");
        fit();
        String first = shownFit();

        browser.button("Add an l2 penalty").click();

        browser.until("another fit is shown", () -> !shownFit().equals(first));
        browser.until("it has ended", () -> browser.text("#status").contains("Loss"));
        assertThat(shown().at("/config/penalty/type").asString()).isEqualTo("l2");
        assertThat(browser.one("[data-pointer='/penalty']").getDomProperty("value"))
                .isEqualTo("l2");
        browser.assertQuiet();
    }

    @Test
    void aWrongSettingShowsTheServicesMessageAtItsField() {
        browser.visit(Viewer.DESK, "example=sgd");
        browser.type("[data-pointer='/optimizer/learning_rate']", "-1");
        browser.type("[data-pointer='/epochs']", "many");

        browser.until(
                "the mistakes are told",
                () -> browser.all(".field .mistake:not([hidden])").size() == 2);
        String note = browser.one("[data-pointer='/optimizer/learning_rate']").getDomAttribute("aria-describedby");
        assertThat(browser.text("#" + note)).isEqualTo("must be a number greater than 0, not -1");
        assertThat(browser.one("[data-pointer='/epochs']").getDomAttribute("aria-invalid"))
                .isEqualTo("true");
        assertThat(browser.one("[data-pointer='/optimizer']").getDomAttribute("aria-invalid"))
                .isEqualTo("false");
        // a browser writes each refused request to its console
        assertThat(browser.logged()).isNotEmpty().allMatch(line -> line.contains("400") || line.contains("422"));

        browser.type("[data-pointer='/optimizer/learning_rate']", "0.001");
        browser.type("[data-pointer='/epochs']", "20");
        browser.until(
                "they are gone",
                () -> browser.all(".field .mistake:not([hidden])").isEmpty());
    }

    @Test
    void standardErrorsAndIntervalsStandInATable() {
        browser.visit(
                Viewer.DESK,
                "request=%7B%22dataset%22:%7B%22x%22:%5B1,2,3,4,5%5D,%22y%22:%5B2,4,7,8,9.5%5D%7D,"
                        + "%22optimizer%22:%22exact%22,%22inference%22:%7B%22covariance%22:%22HC3%22%7D%7D");
        fit();

        JsonNode slope = shown().at("/result/inference/parameters/1");
        assertThat(browser.text("#side-result")).contains("std. err.", "95 % interval", "aic");
        String row = browser.all("#side-result tbody tr").get(1).getText();
        assertThat(row)
                .contains(String.valueOf(slope.get("estimate").asDouble()).substring(0, 3), " to ");
        assertThat(browser.all("#side-result .diagnostics figure canvas")).isNotEmpty();
        browser.assertQuiet();
    }

    @Test
    void residualsRocAndCalibrationAreDrawn() {
        browser.visit(Viewer.DESK, "example=line");
        fit();
        browser.until("residuals", () -> browser.colours(".diagnostics figure canvas") > 5);
        assertThat(browser.text(".diagnostics")).contains("Residuals over predictions");

        browser.visit(Viewer.DESK, "example=logistic");
        fit();
        browser.until("both", () -> browser.all(".diagnostics figure").size() == 2);
        assertThat(browser.text(".diagnostics")).contains("ROC", "Calibration");
        assertThat(browser.text(".confusion")).contains("200");
        browser.assertQuiet();
    }

    @Test
    void keptFitsAreDrawnTogetherWithWhatTheirSettingsDifferIn() {
        browser.visit(Viewer.DESK, "example=momentum");
        fit();
        browser.one("#tab-compare").click();
        browser.button("Keep the shown fit").click();
        browser.until("it is kept", () -> !browser.all(".keys li").isEmpty());
        browser.type("[data-pointer='/optimizer/momentum']", "0.5");
        fit();
        browser.one("#tab-compare").click();

        browser.until(
                "the difference is told",
                () -> browser.text("#side-compare tbody").contains("optimizer.momentum 0.5 0.8"));
        assertThat(browser.text("#side-compare tbody")).doesNotContain("epochs_", "optimizer.learning_rate", "seed");
        assertThat(browser.all(".u-legend .u-series")).hasSize(3);
        browser.assertQuiet();
    }

    @Test
    void allFitsAreListedSearchedComparedAndDeleted() {
        service.fit("{\"label\": \"needle <i>\", \"x\": [1, 2, 3], \"y\": [2, 3, 5]}");
        service.fit("{\"label\": \"needle two\", \"x\": [1, 2, 3], \"y\": [2, 3, 6]}");
        browser.visit(Viewer.DESK, "");
        browser.button("Fits").click();
        browser.until("fits are listed", () -> browser.all("dialog tbody tr").size() >= 2);
        browser.type("dialog input[type=search]", "needle");
        browser.until(
                "two are found",
                () -> browser.all("dialog tbody tr:not([hidden])").size() == 2);

        WebElement delete =
                browser.all("dialog tbody tr:not([hidden])").getFirst().findElement(By.xpath(".//button[.='Delete']"));
        delete.click();
        assertThat(delete.getText()).isEqualTo("Really?");
        delete.click();
        browser.until(
                "it is gone", () -> browser.all("dialog tbody tr:not([hidden])").size() == 1);
        assertThat(browser.text("dialog tbody tr:not([hidden]) th")).isEqualTo("needle <i>");
        browser.all("dialog tbody tr:not([hidden])")
                .getFirst()
                .findElement(By.xpath(".//button[.='Open']"))
                .click();

        browser.until("it is shown", () -> browser.text("#status").contains("Loss"));
        browser.until(
                "its rows are not those of the request",
                () -> String.valueOf(browser.one(MODEL_PICTURE).getDomAttribute("aria-label"))
                        .equals("The rows of this fit are not here."));
        assertThat(shown().get("label").asString()).isEqualTo("needle <i>");
        browser.assertQuiet();
    }

    @Test
    void aFitPredictsIsNamedAndExported() {
        browser.visit(Viewer.DESK, "example=logistic");
        fit();
        browser.one("#tab-use").click();
        browser.type("#side-use form input", "3");
        browser.button("Predict").click();

        browser.until("it predicts", () -> browser.text("#side-use .answer").startsWith("1: 0 "));
        browser.type("#side-use [aria-label='name of the model']", "clouds");
        browser.button("Name").click();
        browser.until("it is named", () -> browser.text("#side-use").contains("Version 1 of clouds"));
        assertThat(service.get("/v1/models/clouds").json().at("/versions/0/fit").asString())
                .isEqualTo(shownFit());
        for (WebElement link : browser.all("#side-use a.button")) {
            String path = String.valueOf(link.getDomProperty("href")).substring(("http://localhost:" + port).length());
            assertThat(path).endsWith("format=" + link.getText());
            assertThat(service.get(path).status()).as(path).isEqualTo(200);
        }
        browser.assertQuiet();
    }

    @Test
    void theAddressReproducesThePage() {
        browser.visit(Viewer.DESK, "example=momentum");
        browser.type("[data-pointer='/epochs']", "30");
        fit();
        browser.one("#tab-records").click();
        browser.button("Log").click();
        browser.run(
                "const range = document.querySelector('.slider input'); range.value = 9; range.dispatchEvent(new Event('input'))");
        browser.until(
                "the address has it all",
                () -> address().contains("at=10")
                        && address().contains("tab=records")
                        && address().contains("log=1"));
        String fit = shownFit();
        String address = address();

        browser.visit(Viewer.DESK, address);

        browser.until("the record", () -> browser.text(".epoch").equals("epoch 10"));
        assertThat(shownFit()).isEqualTo(fit);
        assertThat(browser.one("[data-pointer='/epochs']").getDomProperty("value"))
                .isEqualTo("30");
        browser.until("the tab", () -> browser.one("#side-records").isDisplayed());
        assertThat(browser.button("Log").getDomAttribute("aria-pressed")).isEqualTo("true");
        browser.until("the rows are drawn", () -> browser.colours(MODEL_PICTURE) > 20);
        browser.assertQuiet();
    }

    private String address() {
        return String.valueOf(browser.run("return location.hash.slice(1)"));
    }

    @Test
    void aLinkToWhatIsGoneSaysSo() {
        browser.visit(Viewer.DESK, "example=line&fit=fit_01M8DTXSK6KXB8G86FQ5X8RASJ");

        browser.until("it is told", () -> browser.text("#status").contains("There is no fit"));
        browser.logged();
        fit();
        browser.assertQuiet();
    }
}
