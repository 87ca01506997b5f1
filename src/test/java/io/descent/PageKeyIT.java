package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.access.Scope;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page before a service that asks who calls. */
class PageKeyIT extends AccessTest {

    @Test
    void itAsksForAKeyKeepsItInMemoryAloneAndWatchesAFitWithIt() {
        try (Browser browser = Browser.open(port)) {
            browser.driver().get("http://localhost:" + port + "/#example=logistic");
            browser.type("dialog.key input", "dsc_wrong");
            browser.one("dialog.key input").sendKeys(Keys.ENTER);
            browser.until(
                    "a wrong key is told", () -> browser.text("dialog.key").contains("does not take this key"));

            browser.type("dialog.key input", key("acme", Scope.READ, Scope.FIT, Scope.PREDICT));
            browser.one("dialog.key input").sendKeys(Keys.ENTER);
            browser.until(
                    "the form is there",
                    () -> !browser.all("[data-pointer='/model']").isEmpty());
            browser.settled();
            assertThat(browser.all("dialog.key")).isEmpty();

            browser.button("Fit").click();
            browser.until(
                    "the fit has ended",
                    () -> Boolean.TRUE.equals(
                            browser.run(
                                    "return document.querySelector('.slider .live')?.disabled === true "
                                            + "&& document.querySelector('#side-result .reason, #status').textContent !== ''")));
            assertThat(browser.run("return Object.keys(localStorage).concat(Object.keys(sessionStorage)).join()"
                            + " + document.cookie + location.href"))
                    .asString()
                    .doesNotContain("dsc_");
        }
    }

    @Test
    void whoHasNoKeyIsAskedOnceAndCanLeaveByTheKeyboard() {
        try (Browser browser = Browser.open(port)) {
            browser.driver().get("http://localhost:" + port + "/");
            browser.one("dialog.key input").sendKeys(Keys.ESCAPE);
            browser.until("the dialog is gone", () -> browser.all("dialog.key").isEmpty());
        }
    }
}
