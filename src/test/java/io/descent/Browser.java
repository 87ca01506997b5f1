package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser that looks at the page of the service under test, without a window. Without a Chromium the test is skipped. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(25);

    /** How large the window is, and what the user prefers. */
    record Viewer(int width, int height, String scheme, boolean moving) {

        static final Viewer DESK = new Viewer(1440, 900, "light", false);
        static final Viewer PHONE = new Viewer(390, 844, "dark", false);

        /** One who wants to see things move. */
        Viewer watching() {
            return new Viewer(width, height, scheme, true);
        }
    }

    private final ChromeDriver driver;
    private final String base;

    private Browser(ChromeDriver driver, int port) {
        this.driver = driver;
        this.base = "http://localhost:" + port + "/";
    }

    static Browser open(int port) {
        Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
        Optional<Path> chromedriver = program("chromedriver");
        assumeTrue(
                chromium.isPresent() && chromedriver.isPresent(),
                "no chromium and chromedriver on the PATH: the page is not looked at");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--force-device-scale-factor=1");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.orElseThrow().toFile())
                .build();
        return new Browser(new ChromeDriver(service, options), port);
    }

    private static Optional<Path> program(String... names) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(names)
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens the page anew; the address is what follows the number sign. */
    void visit(Viewer viewer, String address) {
        driver.get("about:blank");
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", viewer.width, "height", viewer.height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", viewer.scheme),
                                Map.of(
                                        "name",
                                        "prefers-reduced-motion",
                                        "value",
                                        viewer.moving ? "no-preference" : "reduce"))));
        // what the console holds by now is another test's
        logged();
        driver.get(base + (address.isEmpty() ? "" : "#" + address));
        until("the form is there", () -> !all("[data-pointer='/model']").isEmpty());
        settled();
    }

    /** Waits until the service has said what it makes of the request. */
    void settled() {
        until("the request is checked", () -> !all("#setup[aria-busy=false]").isEmpty());
    }

    ChromeDriver driver() {
        return driver;
    }

    WebElement one(String selector) {
        return awaited(selector, () -> driver.findElement(By.cssSelector(selector)));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** The button that has a text, and is seen. */
    WebElement button(String text) {
        return awaited(
                "button " + text,
                () -> driver.findElements(By.tagName("button")).stream()
                        .filter(button ->
                                button.isDisplayed() && button.getText().equals(text))
                        .findFirst()
                        .orElseThrow());
    }

    String text(String selector) {
        return until(selector, () -> {
            try {
                return one(selector).getText();
            } catch (StaleElementReferenceException replaced) {
                return null;
            }
        });
    }

    void type(String selector, String text) {
        // clear() would tell the page of an empty field, which may make the form another one
        WebElement field = one(selector);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    void choose(String selector, String value) {
        one(selector)
                .findElement(By.cssSelector("option[value='" + value + "']"))
                .click();
    }

    @Nullable
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** A number that a script returns. */
    long measure(String script, Object... arguments) {
        return run(script, arguments) instanceof Number number ? number.longValue() : -1;
    }

    /** What a script gives to the function that is its last argument. */
    Object later(String script, Object... arguments) {
        return Objects.requireNonNull(driver.executeAsyncScript(script, arguments));
    }

    /** How many different colours a canvas shows; one that is empty has few. */
    int colours(String selector) {
        return (int) measure("""
                const canvas = document.querySelector(arguments[0]);
                if (canvas === null) return 0;
                const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {willReadFrequently: true});
                copy.drawImage(canvas, 0, 0);
                const data = new Uint32Array(copy.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
                return new Set(data).size""", selector);
    }

    /** A text that is another one as soon as any pixel is. */
    String pixels(String selector) {
        return String.valueOf(run("return document.querySelector(arguments[0]).toDataURL()", selector));
    }

    /** Waits until something is there that is neither null nor false. */
    <T> T until(String what, Supplier<? extends @Nullable T> found) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            T now = found.get();
            if (now != null && !Boolean.FALSE.equals(now)) {
                return now;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain: " + what);
            }
            pause();
        }
    }

    private WebElement awaited(String what, Supplier<? extends WebElement> search) {
        return until(what, () -> {
            try {
                return search.get();
            } catch (RuntimeException notYet) {
                return null;
            }
        });
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** What the console shows since it was asked last: errors of scripts, what the policy has refused, requests that failed. */
    List<String> logged() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    void assertQuiet() {
        assertThat(logged()).isEmpty();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
