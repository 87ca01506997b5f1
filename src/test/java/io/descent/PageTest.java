package io.descent;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A test of the page in a real browser, which the tests of a class share. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageTest {

    static final String MODEL_PICTURE = ".pair figure:first-child canvas";

    final int port;
    final ServiceClient service;
    Browser browser;

    PageTest(int port) {
        this.port = port;
        this.service = new ServiceClient(port);
    }

    @BeforeAll
    void openBrowser() {
        browser = Browser.open(port);
    }

    @AfterAll
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    /** Fits what the page has in its form, and waits until it has ended. */
    void fit() {
        String before = shownFit();
        browser.button("Fit").click();
        browser.until(
                "a fit has begun", () -> !shownFit().isEmpty() && !shownFit().equals(before));
        browser.until(
                "the fit has ended",
                () -> !browser.text("#side-result .reason, #status").isEmpty() && ended());
    }

    private boolean ended() {
        return service.get("/v1/fits/" + shownFit()).json().get("done").asBoolean()
                && Boolean.TRUE.equals(browser.run("return document.querySelector('.slider .live').disabled"));
    }

    /** The id of the shown fit, as the address has it; empty for none. */
    String shownFit() {
        Object id = browser.run("return new URLSearchParams(location.hash.slice(1)).get('fit')");
        return id == null ? "" : id.toString();
    }
}
