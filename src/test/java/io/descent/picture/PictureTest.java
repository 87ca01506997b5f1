package io.descent.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PictureTest {

    private static final Axis FROM_0_TO_10 = new Axis("x", 0, 10, false, false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"' onload='alert(1)",
                "]]>",
                "&amp;&nope;",
                "a\u0000b\u0007c\u000bd\ufffee",
                "\ud800 alone",
                "🙂 and 日本語"
            })
    void textsAreDataWhateverStandsInThem(String text) throws Exception {
        Picture picture = new Picture(
                text,
                text,
                text,
                new Axis(text, 0, 1, false, false),
                new Axis(text, 0, 1, false, false),
                List.of(new Layer.Points(text, 0, new double[] {0.5}, new double[] {0.5})),
                new Axis(text, 0, 1, false, false),
                text);

        Document read = read(picture, Look.DEFAULT);

        assertThat(read.getElementsByTagName("script").getLength()).isZero();
        assertThat(read.getDocumentElement().getAttribute("onload")).isEmpty();
        assertThat(read.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(Texts.clean(text));
    }

    @Test
    void whatXmlCannotHoldIsLeftOut() {
        assertThat(Texts.clean("a\u0000b\nc \t d\ufffe\ud800e\u202e")).isEqualTo("a b c de");
        assertThat(Texts.clean("👩‍🔬 x")).isEqualTo("👩‍🔬 x");
    }

    @Test
    void aLongTextIsShortenedAndNotCutWithinACharacter() {
        assertThat(Texts.fitted("short", 12, 100)).isEqualTo("short");
        String fitted = Texts.fitted("🙂".repeat(200), 12, 100);
        assertThat(fitted).endsWith("…").matches("(🙂)+…");
        assertThat(Texts.width(fitted, 12)).isLessThanOrEqualTo(100);
    }

    @Test
    void whatIsNotFiniteIsAGap() {
        double[] x = {0, 1, 2, 3, 4, 5};
        double[] y = {1, 2, Double.NaN, 3, Double.POSITIVE_INFINITY, 4};

        String drawn = svg(picture(new Layer.Curve("loss", 0, x, y, false)), Look.DEFAULT);

        Matcher paths = Pattern.compile(" d=\"([^\"]*)\" fill=\"none\" stroke=\"#2563eb\"")
                .matcher(drawn);
        assertThat(paths.find()).isTrue();
        String path = paths.group(1);
        assertThat(path.chars().filter(c -> c == 'M').count()).isEqualTo(3);
        assertThat(path.chars().filter(c -> c == 'L').count()).isEqualTo(1);
        assertThat(drawn).doesNotContain("NaN", "Infinity");
    }

    @Test
    void theSamePictureGivesTheSameBytes() {
        Picture picture = picture(new Layer.Curve("loss", 0, new double[] {0, 10}, new double[] {0, 10}, false));

        assertThat(picture.svg(Look.DEFAULT)).isEqualTo(picture.svg(Look.DEFAULT));
        assertThat(svg(picture, new Look(800, 480, Theme.DARK)))
                .contains("#0f172a")
                .doesNotContain("#ffffff");
    }

    @ParameterizedTest
    @ValueSource(ints = {Look.LEAST, 300, 800, Look.MOST})
    void everySizeHasAPlaceForThePoints(int size) throws Exception {
        Picture picture = new Picture(
                "a title that is longer than the picture is wide ".repeat(3),
                "a subtitle that is longer than the picture is wide ".repeat(3),
                "",
                FROM_0_TO_10,
                new Axis("y", -1e-5, 1e6, false, false),
                IntStream.range(0, 60)
                        .mapToObj(k -> (Layer) new Layer.Points("class " + k, k, new double[] {5}, new double[] {5e5}))
                        .toList(),
                new Axis("values", 0, 1, false, false),
                null);

        Element frame = (Element) read(picture, new Look(size, size, Theme.LIGHT))
                .getElementsByTagName("rect")
                .item(1);

        assertThat(Double.parseDouble(frame.getAttribute("width"))).isGreaterThanOrEqualTo(size > 200 ? 60 : 20);
        assertThat(Double.parseDouble(frame.getAttribute("height"))).isGreaterThanOrEqualTo(60);
    }

    private static Picture picture(Layer layer) {
        return new Picture("title", "", "", FROM_0_TO_10, FROM_0_TO_10, List.of(layer), null, null);
    }

    private static String svg(Picture picture, Look look) {
        return new String(picture.svg(look), StandardCharsets.UTF_8);
    }

    private static Document read(Picture picture, Look look) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(picture.svg(look)));
    }
}
