package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.w3c.dom.Document;

/** The course of a fit as a picture. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PicturesIT {

    private static final String SVG = "image/svg+xml";
    private static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    private final ServiceClient service;
    private final String fit;

    PicturesIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
        this.fit = service.fit("""
                        {"label": "two clouds", "dataset": {"generator": {"type": "blobs", "n": 60}}, "model": "logistic",
                         "optimizer": {"type": "sgd", "learning_rate": 0.1}, "epochs": 50,
                         "validation": {"fraction": 0.25}, "history": {"evaluate": "epoch_end"}}""").header("Location");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            image/svg+xml                    | image/svg+xml
            image/*                          | image/svg+xml
            image/svg+xml, text/csv;q=0.5    | image/svg+xml
            image/svg+xml;q=0.5, text/csv    | text/csv
            text/csv                         | text/csv
            application/json                 | application/json
            */*                              | application/json
            """)
    void acceptDecidesHowAHistoryIsAnswered(String accept, String type) {
        Answer answer = service.get(fit + "/history", "Accept", accept);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith(type);
    }

    @Test
    void jsonIsWhatBrowsersAndThoseWhoDoNotChooseGet() {
        assertThat(service.get(fit + "/history").header("Content-Type")).startsWith("application/json");
        assertThat(service.get(fit + "/history", "Accept", BROWSER).header("Content-Type"))
                .startsWith("application/json");
        assertThat(service.get(fit + "/history", "Accept", "image/png").status())
                .isEqualTo(406);
    }

    @Test
    void theCurvesAreNamedAndTheFitIsTold() throws Exception {
        Answer answer = service.get(fit + "/history", "Accept", SVG);

        Document read = read(answer);
        assertThat(read.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(read.getDocumentElement().getAttribute("width")).isEqualTo("800");
        assertThat(read.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("two clouds");
        assertThat(read.getElementsByTagName("desc").item(0).getTextContent()).contains("epoch 50", "validation loss");
        assertThat(answer.body())
                .contains(">training loss<", ">validation loss<", ">objective<", ">epoch<", ">loss<")
                .contains("succeeded: epochs · 50 of 50 epochs")
                .contains("#2563eb", "#d97706");
    }

    @Test
    void nothingInAPictureCanRun() {
        Answer answer = service.get(fit + "/history", "Accept", SVG);

        assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; style-src 'unsafe-inline'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<script>alert(1)</script>", "\"><g onload='alert(1)'>", "]]>&lt;", "a\u0007b\u001b[31m", "🙂 日本"
            })
    void aLabelIsData(String label) throws Exception {
        String location = "/v1/fits/"
                + service.fitted(Map.of("x", new int[] {1, 2}, "y", new int[] {1, 2}, "label", label))
                        .get("id")
                        .asString();

        Document read = read(service.get(location + "/history", "Accept", SVG));

        assertThat(read.getElementsByTagName("script").getLength()).isZero();
        assertThat(read.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo(label.replaceAll("\\p{Cntrl}", " "));
    }

    @Test
    void theSameRequestGivesTheSameBytes() {
        String path = fit + "/history?width=640&height=400&theme=dark&scale=log";

        String first = service.get(path, "Accept", SVG).body();

        assertThat(service.get(path, "Accept", SVG).body()).isEqualTo(first);
        assertThat(first).contains("width=\"640\" height=\"400\"", "loss (log scale)", "#0f172a");
    }

    @ParameterizedTest
    @CsvSource({
        "width=199, width",
        "width=4001, width",
        "height=wide, height",
        "theme=blue, theme",
        "scale=cubic, scale",
        "points=3, points",
        "from_epoch=0, from_epoch"
    })
    void whatMakesNoSenseIsRefused(String parameter, String name) {
        Answer answer = service.get(fit + "/history?" + parameter, "Accept", SVG);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("errors").get(0).toString()).contains(name);
    }

    @Test
    void aPartOfAHistoryIsDrawnFromItsEpochOn() throws Exception {
        Answer answer = service.get(fit + "/history?from_epoch=41", "Accept", SVG);

        assertThat(read(answer).getElementsByTagName("desc").item(0).getTextContent())
                .contains("at epoch 41,");
        assertThat(service.get(fit + "/history?from_epoch=51", "Accept", SVG).body())
                .contains("no history to draw");
    }

    @Test
    void aFitThatDivergedIsDrawnUpToThere() throws Exception {
        String location = service.fit("""
                {"dataset": {"generator": {"type": "line", "slope": 20, "intercept": 5, "x": {"range": [-50, 50]}}},
                 "optimizer": {"type": "sgd", "learning_rate": 0.1}, "epochs": 100}""").header("Location");

        Answer answer = service.get(location + "/history", "Accept", SVG);

        read(answer);
        assertThat(answer.body())
                .contains("failed: diverged", "loss (log scale)")
                .doesNotContain("NaN", "Infinity");
    }

    private static Document read(Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/svg+xml;charset=UTF-8");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
    }
}
