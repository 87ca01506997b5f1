package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.Browser.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page for everybody: what axe finds, the keyboard alone, narrow and wide, light and dark. */
class PageAccessIT extends PageTest {

    private static final List<String> TABS = List.of("request", "result", "records", "compare", "use");

    PageAccessIT(@LocalServerPort int port) {
        super(port);
    }

    @ParameterizedTest
    @CsvSource({"1440,900,light,true", "1440,900,dark,false", "390,844,light,false", "390,844,dark,true"})
    void axeFindsNothing(int width, int height, String scheme, boolean inEveryPanel) throws IOException {
        browser.visit(new Viewer(width, height, scheme, false), "example=logistic");
        assertThat(violations()).as("before a fit").isEmpty();
        fit();
        browser.until(
                "the diagnostics are drawn",
                () -> browser.all(".diagnostics figure").size() == 2);
        assertThat(violations()).as("after it").isEmpty();
        if (!inEveryPanel) {
            return;
        }
        browser.one("#setup .settings summary").click();
        browser.all("figure button[aria-pressed]").stream()
                .filter(button -> button.getText().equals("Table"))
                .forEach(WebElement::click);
        for (String tab : TABS) {
            browser.one("#tab-" + tab).click();
            browser.until(tab, () -> browser.one("#side-" + tab).isDisplayed());
            assertThat(violations()).as(tab).isEmpty();
        }
        for (String tab : List.of("file", "drawn", "stored")) {
            browser.one("#tab-" + tab).click();
            assertThat(violations()).as(tab).isEmpty();
        }
        browser.button("Fits").click();
        browser.until("the list is there", () -> !browser.all("dialog tbody tr").isEmpty());
        assertThat(violations()).as("the list of fits").isEmpty();
    }

    private List<?> violations() throws IOException {
        try (InputStream axe = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
            browser.run(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<?>) browser.later("""
                const done = arguments[arguments.length - 1];
                axe.run().then((found) => done(found.violations.map(({ id, nodes }) =>
                  id + ': ' + nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' | '))));""");
    }

    @ParameterizedTest
    @CsvSource({"1440,900", "390,844"})
    void nothingIsWiderThanTheWindowAndADeskNeedsNoScrolling(int width, int height) {
        browser.visit(new Viewer(width, height, "light", false), "example=logistic");
        fit();
        browser.until(
                "the diagnostics are drawn",
                () -> browser.all(".diagnostics figure").size() == 2);

        assertThat((List<?>) browser.run(
                        "return [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth)"
                                + ".map((e) => e.tagName + '.' + e.className + '#' + e.id)"))
                .isEmpty();
        assertThat(browser.measure("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
        if (width == 1440) {
            assertThat(browser.measure("return document.documentElement.scrollHeight"))
                    .isEqualTo(height);
        }
    }

    @Test
    void aLongResultScrollsInItsPanelAlone() {
        browser.visit(
                Viewer.DESK,
                "request=%7B%22dataset%22:%7B%22generator%22:%7B%22type%22:%22blobs%22,%22n%22:500,%22centers%22:10%7D%7D,"
                        + "%22model%22:%22softmax%22,%22penalty%22:%22l2%22%7D");
        fit();
        browser.until(
                "the diagnostics are drawn",
                () -> browser.all(".diagnostics figure").size() == 2);

        assertThat(browser.measure("return document.documentElement.scrollHeight"))
                .isEqualTo(900);
    }

    @Test
    void theKeyboardAloneFitsAnExampleAndGoesBackInTime() {
        browser.visit(Viewer.DESK, "example=line");
        press("[data-example=momentum]", Keys.ENTER);
        browser.until(
                "the example is chosen",
                () -> "true".equals(browser.one("[data-example=momentum]").getDomAttribute("aria-pressed")));
        press("#fit", Keys.SPACE);
        browser.until("it has ended", () -> browser.text("#status").contains("Loss"));
        press("#tab-result", Keys.ARROW_RIGHT);
        browser.until("the records", () -> browser.one("#side-records").isDisplayed());
        press(".slider input", Keys.ARROW_LEFT);

        browser.until("an earlier record", () -> browser.text(".epoch").equals("epoch 49"));
        browser.assertQuiet();
    }

    /** Goes to an element by the tab key alone, and presses a key on it. */
    private void press(String selector, Keys key) {
        WebElement wanted = browser.one(selector);
        for (int i = 0; i < 200; i++) {
            try {
                WebElement now = browser.driver().switchTo().activeElement();
                if (now.equals(wanted)) {
                    now.sendKeys(key);
                    return;
                }
                now.sendKeys(Keys.TAB);
            } catch (StaleElementReferenceException madeAnew) {
                // the form takes the focus along
            }
        }
        throw new AssertionError("the tab key does not reach " + selector);
    }

    @Test
    void eachPictureSaysWhatItShowsAndHasATableBehindIt() {
        browser.visit(Viewer.DESK, "example=line");
        fit();

        for (WebElement figure : browser.all(".pictures figure")) {
            figure.findElements(By.tagName("button")).stream()
                    .filter(button -> button.getText().equals("Table"))
                    .findFirst()
                    .orElseThrow()
                    .click();
            assertThat(figure.findElements(By.cssSelector(".behind tbody tr"))).isNotEmpty();
        }
        assertThat(browser.one(MODEL_PICTURE).getDomAttribute("aria-label"))
                .contains("50 points", "the line of the model");
    }

    @Test
    void theThemeIsTheSystemsUntilTheUserChoosesOne() {
        browser.visit(Viewer.PHONE, "");
        String dark = background();
        browser.visit(Viewer.DESK, "");
        String light = background();
        assertThat(dark).isNotEqualTo(light);

        browser.button("Auto").click();
        browser.button("Light").click();
        assertThat(background()).isEqualTo(dark);
        browser.button("Dark").click();
        assertThat(background()).isEqualTo(light);
    }

    private String background() {
        return String.valueOf(browser.run("return getComputedStyle(document.body).backgroundColor"));
    }
}
