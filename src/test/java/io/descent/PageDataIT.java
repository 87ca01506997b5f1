package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.Browser.Viewer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The user's own data on the page: a file, pasted rows, drawn points, a stored dataset, JSON. */
class PageDataIT extends PageTest {

    private static final String PEOPLE = """
            age,city,hours,income
            39,Paris,40,high
            50,Rome,13,low
            38,Paris,40,high
            53,,40,low
            28,Oslo,45,high
            37,Rome,,low
            49,Oslo,16,low
            52,Paris,45,high
            """;

    /** Names that are code to a browser that takes them for it. */
    private static final String HOSTILE = """
            <img src=x onerror=alert(1)>,"a""b'><script>alert(2)</script>",y
            1,3,2
            2,1,4
            3,2,5
            4,5,9
            """;

    @TempDir
    Path folder;

    PageDataIT(@LocalServerPort int port) {
        super(port);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void open(Path file) {
        browser.one("#tab-file").click();
        browser.one("input[type=file]").sendKeys(file.toString());
        browser.until(
                "the columns are shown", () -> !browser.all(".columns tbody tr").isEmpty());
    }

    @Test
    void aCsvIsFittedAfterTwoClicks() throws IOException {
        browser.visit(Viewer.DESK, "");
        open(file("people.csv", PEOPLE));

        assertThat(browser.text(".columns .told")).startsWith("people.csv: 8 rows, 4 columns");
        assertThat(browser.one("select[name=target]").getDomProperty("value")).isEqualTo("income");
        fit();

        JsonNode fit = service.get("/v1/fits/" + shownFit()).json();
        assertThat(fit.at("/config/model/type").asString()).isEqualTo("logistic");
        assertThat(fit.at("/config/encoding/missing/hours").asString()).isEqualTo("median");
        assertThat(browser.text("#side-result")).contains("accuracy", "city=Oslo", "True classes");
        browser.assertQuiet();
    }

    @Test
    void anotherTargetTakesTheModelThatSuitsIt() throws IOException {
        browser.visit(Viewer.DESK, "");
        open(file("people.csv", PEOPLE));

        browser.choose("select[name=target]", "age");

        browser.until(
                "the model is linear",
                () -> "linear".equals(browser.one("[data-pointer='/model']").getDomProperty("value")));
        browser.choose("select[name=target]", "city");
        browser.until(
                "the model is softmax",
                () -> "softmax".equals(browser.one("[data-pointer='/model']").getDomProperty("value")));
    }

    @Test
    void theTypeOfAColumnCanBeChanged() throws IOException {
        browser.visit(Viewer.DESK, "");
        open(file("zips.csv", "zip,size,price\n10115,1,2\n10117,2,4\n10115,3,5\n10117,4,9\n"));

        browser.choose("select[aria-label='type of zip']", "category");
        fit();

        assertThat(browser.text("#side-result")).contains("zip=10115", "zip=10117");
        browser.assertQuiet();
    }

    @Test
    void aDroppedFileIsOpenedWhereverItIsDropped() {
        browser.visit(Viewer.DESK, "");

        browser.run("""
                const data = new DataTransfer();
                data.items.add(new File([arguments[0]], 'dropped.csv', {type: 'text/csv'}));
                document.querySelector('#pictures').dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: data}));""", PEOPLE);

        browser.until("it is read", () -> browser.text(".columns").contains("dropped.csv"));
        browser.assertQuiet();
    }

    @Test
    void pastedRowsAreReadAndBrokenOnesAreToldOf() {
        browser.visit(Viewer.DESK, "");
        browser.one("#tab-file").click();
        browser.one("#data-file summary").click();

        browser.type("#data-file textarea", "x,y\n1,2\n2,3,4\n");
        browser.button("Read the pasted rows").click();
        browser.until(
                "the mistake is told", () -> browser.text("#data-file .told").contains("3"));
        browser.logged();
        browser.type("#data-file textarea", "x,y\n1,2\n2,3\n3,5\n");
        browser.button("Read the pasted rows").click();

        browser.until("they are read", () -> browser.text(".columns").contains("pasted.csv: 3 rows, 2 columns"));
        browser.assertQuiet();
    }

    @Test
    void namesOfColumnsAreTextsWhateverTheyHold() throws IOException {
        browser.visit(Viewer.DESK, "");
        open(file("hostile.csv", HOSTILE));
        fit();

        assertThat(browser.text("#side-result")).contains("<img src=x onerror=alert(1)>");
        for (String tab : List.of("request", "records", "compare", "use")) {
            browser.one("#tab-" + tab).click();
            browser.until(tab + " is shown", () -> browser.one("#side-" + tab).isDisplayed());
        }
        assertThat(browser.text("#side-use")).contains("<script>alert(2)</script>");
        browser.type("#side-use input[aria-label='name of the model']", "<b>");
        assertThat(browser.all("img, main script, b")).isEmpty();
        browser.assertQuiet();
    }

    @Test
    void drawnPointsAreFitted() {
        browser.visit(Viewer.DESK, "");
        browser.one("#tab-drawn").click();
        draw(-100, -60);
        draw(-80, -90);
        browser.choose("#data-drawn select", "B");
        draw(60, 70);
        draw(90, 40);

        fit();

        JsonNode fit = service.get("/v1/fits/" + shownFit()).json();
        assertThat(fit.at("/dataset/rows").asInt()).isEqualTo(4);
        assertThat(fit.at("/result/classes").toString()).isEqualTo("[\"A\",\"B\"]");
        browser.until("the boundary is shaded", () -> browser.colours(MODEL_PICTURE) > 100);
        browser.assertQuiet();
    }

    private void draw(int fromCentre, int below) {
        WebElement canvas = browser.one(MODEL_PICTURE);
        new Actions(browser.driver())
                .moveToElement(canvas, fromCentre, below)
                .click()
                .perform();
    }

    @Test
    void aPointCanBeTypedByThoseWhoDoNotPoint() {
        browser.visit(Viewer.DESK, "");
        browser.one("#tab-drawn").click();
        browser.choose("#data-drawn select", "a line (y by x)");
        for (String[] point : new String[][] {{"1", "2"}, {"2", "3.5"}, {"3", "5.5"}}) {
            browser.type("[aria-label='x of the point']", point[0]);
            browser.type("[aria-label='y of the point']", point[1] + Keys.TAB);
            browser.button("Add").click();
        }

        fit();

        assertThat(service.get("/v1/fits/" + shownFit())
                        .json()
                        .at("/result/params/coef/0")
                        .asDouble())
                .isCloseTo(1.75, within(1e-12));
        browser.assertQuiet();
    }

    @Test
    void theJsonOfTheRequestAndTheFormAreOne() {
        browser.visit(Viewer.DESK, "example=line");
        String json = "#side-request textarea";
        browser.type("[data-pointer='/epochs']", "7");
        browser.until("the form is in the JSON", () -> value(json).contains("\"epochs\": 7"));

        browser.run(
                "arguments[0].focus(); arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))",
                browser.one(json),
                value(json).replace("\"epochs\": 7", "\"epochs\": 9, \"penalty\": \"l2\""));
        browser.until(
                "the JSON is in the form",
                () -> value("[data-pointer='/epochs']").equals("9"));
        assertThat(value("[data-pointer='/penalty']")).isEqualTo("l2");
        browser.one("[data-pointer='/penalty/alpha']").sendKeys("0.5");
        browser.until("a setting of the variant, too", () -> value(json).contains("\"alpha\": 0.5"));
        browser.assertQuiet();
    }

    private String value(String selector) {
        return String.valueOf(browser.one(selector).getDomProperty("value"));
    }

    @Test
    void aDatasetThatIsTypedTakesThePlaceOfTheExamples() {
        browser.visit(Viewer.DESK, "example=line");
        edit("{\"x\": [1, 2, 3, 4], \"y\": [2, 4, 6.5, 8], \"optimizer\": \"exact\"}");
        fit();

        assertThat(service.get("/v1/fits/" + shownFit())
                        .json()
                        .at("/dataset/rows")
                        .asInt())
                .isEqualTo(4);
        String address = String.valueOf(browser.run("return location.hash.slice(1)"));
        assertThat(address).contains("request=").doesNotContain("example=");
        browser.visit(Viewer.DESK, address);
        browser.until(
                "the same rows are drawn",
                () -> String.valueOf(browser.one(MODEL_PICTURE).getDomAttribute("aria-label"))
                        .startsWith("4 points"));
        browser.assertQuiet();
    }

    private void edit(String json) {
        browser.run(
                "arguments[0].focus(); arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))",
                browser.one("#side-request textarea"),
                json);
        browser.settled();
    }

    @Test
    void undoingBringsBackWhatADrawingOfAnotherKindReplaced() {
        browser.visit(Viewer.DESK, "");
        browser.one("#tab-drawn").click();
        draw(-100, -60);
        draw(60, 70);
        browser.choose("#data-drawn select", "a line (y by x)");
        draw(10, 10);
        browser.until(
                "one point",
                () -> String.valueOf(browser.one(MODEL_PICTURE).getDomAttribute("aria-label"))
                        .contains("with 1 drawn"));

        browser.button("Undo").click();

        browser.until(
                "two points",
                () -> String.valueOf(browser.one(MODEL_PICTURE).getDomAttribute("aria-label"))
                        .contains("with 2 drawn"));
        browser.assertQuiet();
    }

    @Test
    void aStoredDatasetIsChosenFromTheList() {
        service.send(
                "POST",
                "/v1/datasets?name=stored-houses",
                BodyPublishers.ofString("sqft,price\n800,9\n900,10\n1000,12\n"),
                "Content-Type",
                "text/csv");
        browser.visit(Viewer.DESK, "");
        browser.one("#tab-stored").click();

        browser.until(
                        "it is listed",
                        () -> browser.all("#data-stored .choice").stream()
                                .filter(choice -> choice.getText().contains("stored-houses"))
                                .findFirst()
                                .orElse(null))
                .click();

        browser.until(
                "its columns are shown", () -> browser.text(".columns").contains("stored-houses: 3 rows, 2 columns"));
        fit();
        assertThat(browser.text("#side-result")).contains("sqft");
        browser.assertQuiet();
    }
}
