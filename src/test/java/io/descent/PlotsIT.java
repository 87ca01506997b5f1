package io.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.ServiceClient.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Fits of one feature or two as pictures. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlotsIT {

    private static final String ROWS = "{\"x\": [1, 2, 3, 4], \"y\": [24.6, 45.3, 64.8, 85.5]}";

    private final ServiceClient service;

    PlotsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void aLineLiesOverTheScatter() throws Exception {
        String fit = fit(ROWS);

        Answer answer = service.post(fit + "/plot", ROWS);

        Document read = read(answer);
        Element frame = (Element) read.getElementsByTagName("rect").item(1);
        double left = Double.parseDouble(frame.getAttribute("x"));
        double width = Double.parseDouble(frame.getAttribute("width"));
        List<double[]> dots = points(read, "#2563eb", "6");
        assertThat(dots).hasSize(4);
        List<double[]> line = points(read, "#d97706", "1.75");
        assertThat(line).hasSize(2);
        // from one side of the frame to the other, and through the middle of the points
        assertThat(line.get(0)[0]).isCloseTo(left, within(0.02));
        assertThat(line.get(1)[0]).isCloseTo(left + width, within(0.02));
        double middle = dots.stream().mapToDouble(dot -> dot[1]).average().orElseThrow();
        assertThat((line.get(0)[1] + line.get(1)[1]) / 2).isCloseTo(middle, within(0.5));
        assertThat(answer.body()).contains("linear · 4 rows", "fitted line: 4.5000 + 20.220·x0");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
    }

    @Test
    void rowsThatAreNotKeptAreMissingUnderTheLine() throws Exception {
        Answer answer = service.get(fit(ROWS) + "/plot");

        assertThat(points(read(answer), "#d97706", "1.75")).hasSize(2);
        assertThat(points(read(answer), "#2563eb", "6")).isEmpty();
        assertThat(answer.body()).contains("not kept: POST them");
    }

    @Test
    void aGeneratorMakesTheSameRowsAgain() throws Exception {
        String generator = "{\"type\": \"line\", \"n\": 30, \"slope\": 3, \"intercept\": 8, \"noise\": 0.3}";
        String fit = fit("{\"seed\": 7, \"dataset\": {\"generator\": " + generator + "}}");

        Answer answer = service.get(fit + "/plot");

        assertThat(answer.body()).contains("30 rows");
        assertThat(points(read(answer), "#2563eb", "6")).hasSize(30);
        assertThat(service.get(fit + "/plot").body()).isEqualTo(answer.body());
    }

    @Test
    void theBoundaryOfTwoClassesIsWhereTheirProbabilitiesAreEqual() throws Exception {
        Answer created = service.fit("""
                {"dataset": {"generator": {"type": "blobs", "n": 200, "std": 1.5}}, "model": "logistic"}""");
        double[] coef = created.json().at("/result/params/coef").values().stream()
                .mapToDouble(value -> value.asDouble())
                .toArray();
        double intercept = created.json().at("/result/params/intercept").asDouble();

        Answer answer = service.get(created.header("Location") + "/plot");

        Document read = read(answer);
        Element border = (Element) read.getElementsByTagName("line").item(0);
        Plane plane = Plane.ofLabels(read);
        for (String end : List.of("1", "2")) {
            double x = plane.x(Double.parseDouble(border.getAttribute("x" + end)));
            double y = plane.y(Double.parseDouble(border.getAttribute("y" + end)));
            assertThat(coef[0] * x + coef[1] * y + intercept).isCloseTo(0, within(0.05));
        }
        assertThat(points(read, "#2563eb", "6")).hasSize(100);
        assertThat(points(read, "#d97706", "6")).hasSize(100);
        assertThat(answer.body()).contains(">decision boundary<", ">0<", ">1<");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"dataset": {"generator": {"type": "blobs", "n": 90, "centers": 3}}, "model": "softmax", "penalty": "l2"} | >2<
            {"dataset": {"generator": {"type": "blobs", "n": 90, "features": 1, "centers": 3}}, "model": "softmax", "penalty": "l2"} | probability of 2
            {"dataset": {"generator": {"type": "blobs", "n": 90}}, "model": "softmax", "penalty": "l2"} | decision boundary
            {"dataset": {"generator": {"type": "blobs", "n": 90, "std": 2}}, "model": "svm", "penalty": "l2"} | margin
            {"dataset": {"generator": {"type": "blobs", "n": 90, "std": 2, "features": 1}}, "model": "svm", "penalty": "l2"} | score
            {"dataset": {"generator": {"type": "blobs", "n": 90, "std": 2, "features": 1}}, "model": "logistic"} | probability of 1
            {"dataset": {"generator": {"type": "linear", "n": 90, "coef": [1, -2]}}} | as shades
            {"dataset": {"generator": {"type": "linear", "n": 90, "coef": [1]}}, "loss": {"type": "quantile", "quantile": 0.9}} | fitted quantile 0.9
            {"x": [1, 2, 3, 4], "y": [1, 3, 9, 20], "model": "poisson"} | fitted mean
            {"x": [[1, 2], [2, 1], [3, 5], [4, 4]], "y": [1, 3, 9, 20], "model": "poisson", "penalty": "l2"} | poisson
            """)
    void everyModelHasAPlot(String request, String told) throws Exception {
        String fit = fit(request);

        for (String look : List.of("", "?width=200&height=200&theme=dark", "?width=1200&height=800")) {
            Answer answer = service.get(fit + "/plot" + look);
            read(answer);
            assertThat(answer.body()).doesNotContain("NaN", "Infinity");
        }
        assertThat(service.get(fit + "/plot").body()).contains(told);
    }

    @Test
    void someRowsOfALargeDatasetAreDrawn() throws Exception {
        String csv = "age,income\n"
                + IntStream.range(0, 30_000)
                        .mapToObj(i -> i % 70 + "," + (3 * (i % 70) + i % 11))
                        .collect(Collectors.joining("\n"));
        String dataset = service.send("POST", "/v1/datasets", BodyPublishers.ofString(csv), "Content-Type", "text/csv")
                .json()
                .get("id")
                .asString();
        String fit = fit("{\"dataset\": {\"id\": \"" + dataset + "\", \"target\": \"income\"}}");

        Answer answer = service.get(fit + "/plot");

        assertThat(points(read(answer), "#2563eb", "6")).hasSize(2000);
        assertThat(answer.body()).contains("2,000 of 30,000 rows", ">age<", ">income<");
        assertThat(service.get(fit + "/plot").body()).isEqualTo(answer.body());
        service.delete("/v1/datasets/" + dataset);
        assertThat(service.get(fit + "/plot").body()).contains("not kept: POST them");
    }

    @Test
    void rowsComeAsAFileOrAStoredDatasetToo() throws Exception {
        String csv = "x0,price,other\n1,24.6,a\n2,45.3,b\n3,64.8,c\n";
        String fit = fit(ROWS);

        Answer file = service.send(
                "POST", fit + "/plot?target=price&width=500", BodyPublishers.ofString(csv), "Content-Type", "text/csv");

        assertThat(points(read(file), "#2563eb", "6")).hasSize(3);
        assertThat(file.body()).contains(">price<", "width=\"500\"");
        String dataset = service.send("POST", "/v1/datasets", BodyPublishers.ofString(csv), "Content-Type", "text/csv")
                .json()
                .get("id")
                .asString();
        Answer stored = service.post(
                fit + "/plot?width=500", "{\"dataset\": {\"id\": \"" + dataset + "\", \"target\": \"price\"}}");
        assertThat(stored.body()).isEqualTo(file.body());
    }

    @Test
    void whatCannotBeDrawnIsRefusedWithWhatToDo() {
        String wide = fit("{\"dataset\": {\"generator\": {\"type\": \"linear\", \"n\": 50, \"coef\": [1, 2, 3]}}}");
        assertRefused(service.get(wide + "/plot"), 409, "more than two features, and the model has 3");
        String encoded = fit("""
                {"dataset": {"columns": {"city": ["a", "b", "a"], "y": [1, 2, 3]}, "target": "y"}, "penalty": "l2"}""");
        assertRefused(service.get(encoded + "/plot"), 409, "encoded columns");
        String diverged = fit("""
                {"x": [-50, 50], "y": [1, 2], "optimizer": {"type": "sgd", "learning_rate": 10}, "epochs": 500}""");
        assertRefused(service.get(diverged + "/plot"), 409, "no parameters to draw");
        String sparse = fit("""
                {"dataset": {"csr": {"data": [1, 2], "indices": [0, 0], "indptr": [0, 1, 2], "shape": [2, 1]}, "y": [1, 3]},
                 "penalty": "l2"}""");
        assertRefused(service.get(sparse + "/plot"), 409, "POST rows");
        assertRefused(service.get("/v1/fits/fit_01JD8Z0W8M3V2Q5K7N9R1T4X6B/plot"), 404, "");
        String fit = fit(ROWS);
        assertRefused(service.get(fit + "/plot?width=50"), 400, "");
        assertRefused(service.post(fit + "/plot?color=red", ROWS), 400, "");
        assertRefused(service.post(fit + "/plot", "{\"x\": [[1, 2]], \"y\": [1]}"), 422, "");
        assertRefused(service.post(fit + "/plot", "{\"x\": [1]}"), 422, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\"><g onload='alert(1)'>", "]]>&", "a\u0007b", "🙂"})
    void namesOfFeaturesAndClassesAreData(String name) throws Exception {
        String body = ServiceClient.JSON.writeValueAsString(Map.of(
                "dataset",
                Map.of("x", List.of(1, 2, 3, 4), "y", List.of("a", name, "a", name), "features", List.of(name)),
                "model",
                "logistic",
                "penalty",
                "l2"));

        Document read = read(service.get(fit(body) + "/plot"));

        assertThat(read.getElementsByTagName("script").getLength()).isZero();
        assertThat(read.getElementsByTagName("g").getLength()).isZero();
    }

    private String fit(String body) {
        return service.fit(body).header("Location");
    }

    private static void assertRefused(Answer answer, int status, String detail) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("detail").asString()).contains(detail);
    }

    private static Document read(Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/svg+xml;charset=UTF-8");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the places of a path of this colour and width. */
    private static List<double[]> points(Document read, String color, String width) {
        NodeList paths = read.getElementsByTagName("path");
        return IntStream.range(0, paths.getLength())
                .mapToObj(i -> (Element) paths.item(i))
                .filter(path -> path.getAttribute("stroke").equals(color)
                        && path.getAttribute("stroke-width").equals(width))
                .flatMap(path -> Pattern.compile("[ML]([0-9.]+) ([0-9.]+)")
                        .matcher(path.getAttribute("d"))
                        .results())
                .map(PlotsIT::place)
                .toList();
    }

    private static double[] place(MatchResult point) {
        return new double[] {Double.parseDouble(point.group(1)), Double.parseDouble(point.group(2))};
    }

    /** From pixels to the units of the axes, as someone reads them from the labels. */
    private record Plane(double[] columns, double[] rows) {

        static Plane ofLabels(Document read) {
            return new Plane(labels(read, "middle", "x"), labels(read, "end", "y"));
        }

        /** Returns the pixels and numbers of the first and the last label of an axis. */
        private static double[] labels(Document read, String anchor, String side) {
            NodeList texts = read.getElementsByTagName("text");
            List<Element> labels = IntStream.range(0, texts.getLength())
                    .mapToObj(i -> (Element) texts.item(i))
                    .filter(text -> text.getAttribute("text-anchor").equals(anchor)
                            && text.getTextContent().matches("−?[0-9.]+"))
                    .toList();
            return new double[] {
                pixel(labels.getFirst(), side),
                number(labels.getFirst()),
                pixel(labels.getLast(), side),
                number(labels.getLast())
            };
        }

        private static double pixel(Element label, String side) {
            // a label beside its row stands a little below it
            return Double.parseDouble(label.getAttribute(side)) - (side.equals("y") ? 4 : 0);
        }

        private static double number(Element label) {
            return Double.parseDouble(label.getTextContent().replace('−', '-'));
        }

        double x(double pixel) {
            return at(columns, pixel);
        }

        double y(double pixel) {
            return at(rows, pixel);
        }

        private static double at(double[] labels, double pixel) {
            return labels[1] + (pixel - labels[0]) / (labels[2] - labels[0]) * (labels[3] - labels[1]);
        }
    }
}
