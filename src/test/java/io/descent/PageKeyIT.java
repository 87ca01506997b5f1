package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.access.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page before a service that asks who calls. */
class PageKeyIT extends AccessTest {

    private static Browser browser;

    @BeforeAll
    static void openBrowser(@LocalServerPort int port) {
        browser = Browser.open(port);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    private void visit(String address) {
        browser.driver().get("about:blank");
        browser.driver().get("http://localhost:" + port + "/" + address);
    }

    @Test
    void itAsksForAKeyKeepsItInMemoryAloneAndWatchesAFitWithIt() {
        visit("#example=logistic");
        browser.type("dialog.key input", "dsc_wrong");
        browser.one("dialog.key input").sendKeys(Keys.ENTER);
        browser.until("a wrong key is told", () -> browser.text("dialog.key").contains("does not take this key"));

        browser.type("dialog.key input", key("acme", Scope.READ, Scope.FIT, Scope.PREDICT));
        browser.one("dialog.key input").sendKeys(Keys.ENTER);
        browser.until(
                "the form is there",
                () -> !browser.all("[data-pointer='/model']").isEmpty());
        browser.settled();
        assertThat(browser.all("dialog.key")).isEmpty();

        browser.button("Fit").click();
        browser.until("the fit has ended", () -> browser.run("""
                return document.querySelector('.slider .live')?.disabled === true
                  && document.querySelector('#side-result .reason, #status').textContent !== ''"""));
        assertThat(browser.run("""
                        return Object.keys(localStorage).concat(Object.keys(sessionStorage)).join()
                          + document.cookie + location.href""")).asString().doesNotContain("dsc_");
    }

    @Test
    void whoHasNoKeyIsAskedOnceAndCanLeaveByTheKeyboard() {
        visit("");
        browser.one("dialog.key input").sendKeys(Keys.ESCAPE);
        browser.until("the dialog is gone", () -> browser.all("dialog.key").isEmpty());
    }
}
