package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Bodies that are not JSON are refused with the line and the column where they stop being JSON. */
@ServiceTest
class MalformedJsonIT extends BadInput {

    MalformedJsonIT(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void aTruncatedBodyIsRefusedAtItsEnd() {
        Refusal refusal = malformed("{\"x\": [1, 2,\n 3], \"y\": [1, 2");
        assertThat(refusal.places()).containsExactly("2:16");
        assertThat(refusal.details()).containsExactly("Unexpected end-of-input: expected close marker for Array");
    }

    @Test
    void aBodyCutInsideATextIsRefused() {
        assertThat(malformed("{\"label\": \"hou").details()).hasSize(1);
    }

    @Test
    void garbageAfterTheObjectIsRefused() {
        assertThat(malformed("{" + ROWS + "} x").places()).hasSize(1).doesNotContain("-:-");
    }

    @Test
    void aSecondObjectAfterTheFirstIsRefused() {
        Refusal refusal = malformed("{" + ROWS + "}\n {}");
        assertThat(refusal.places()).containsExactly("2:2");
        assertThat(refusal.details()).containsExactly("something follows the end of the object");
    }

    @Test
    void aBracketTooManyIsRefused() {
        assertThat(malformed("{" + ROWS + "}]").places()).containsExactly("1:33");
    }

    @Test
    void nanAmongTheRowsIsRefused() {
        Refusal refusal = malformed("{\"x\": [1,\nNaN], \"y\": [1, 2]}");
        assertThat(refusal.details()).containsExactly("Non-standard token 'NaN'");
        assertThat(refusal.places().getFirst()).startsWith("2:");
    }

    @Test
    void infinityAsASettingIsRefused() {
        assertThat(malformed("{\"seed\": -Infinity, " + ROWS + "}").details())
                .containsExactly("Non-standard token '-Infinity'");
    }

    @Test
    void aCommentIsRefusedWithoutNamingTheParsersSettings() {
        Refusal refusal = malformed("{/* rows */ " + ROWS + "}");
        assertThat(refusal.places()).containsExactly("1:2");
        assertThat(refusal.details())
                .containsExactly("Unexpected character ('/' (code 47)): maybe a (non-standard) comment?");
    }

    @Test
    void aLineCommentIsRefused() {
        assertThat(malformed("{// rows\n" + ROWS + "}").places()).containsExactly("1:2");
    }

    @Test
    void anEmptyBodyIsRefused() {
        Refusal refusal = malformed("");
        assertThat(refusal.details()).containsExactly("the body is empty; it must hold a JSON object");
        assertThat(refusal.places()).containsExactly("1:1");
    }

    @Test
    void aBlankBodyIsRefusedAsAnEmptyOne() {
        assertThat(malformed(" \n ").details()).containsExactly("the body is empty; it must hold a JSON object");
    }

    @Test
    void aTrailingCommaIsRefused() {
        assertThat(malformed("{\"x\": [1, 2,], \"y\": [1, 2]}").places()).containsExactly("1:13");
    }

    @Test
    void singleQuotesAreRefused() {
        assertThat(malformed("{'x': [1], 'y': [1]}").places()).containsExactly("1:2");
    }

    @Test
    void namesWithoutQuotesAreRefused() {
        assertThat(malformed("{x: [1], y: [1]}").places()).containsExactly("1:2");
    }

    @Test
    void numbersThatAreNotJsonAreRefused() {
        for (String number : new String[] {"01", "+1", ".5", "1.", "0x1", "1e", "--1", "1_000"}) {
            assertThat(malformed("{\"x\": [" + number + "], \"y\": [1]}").places())
                    .as(number)
                    .hasSize(1)
                    .doesNotContain("-:-");
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] body = ("{\"label\": \"\u00ff\u00fe\", " + ROWS + "}").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(malformed(body).details()).containsExactly("Invalid UTF-8 start byte 0xff");
    }

    @Test
    void aControlCharacterInATextIsRefused() {
        assertThat(malformed("{\"label\": \"a\u0001b\", " + ROWS + "}").places())
                .containsExactly("1:13");
    }

    @Test
    void aZeroByteIsRefused() {
        assertThat(malformed("{\"x\": [1]\u0000}").places()).containsExactly("1:10");
    }

    @Test
    void nestingThatIsTooDeepIsRefused() {
        Refusal refusal = malformed("{\"init\": " + "[".repeat(100_000) + "]".repeat(100_000) + ", " + ROWS + "}");
        assertThat(refusal.details()).containsExactly("Document nesting depth (501) exceeds the maximum allowed (500)");
        assertThat(refusal.places()).containsExactly("1:510");
    }

    @Test
    void nestingThatIsTooDeepAmongTheRowsIsRefused() {
        assertThat(malformed("{\"x\": " + "[".repeat(100_000) + "}").details())
                .containsExactly("Document nesting depth (501) exceeds the maximum allowed (500)");
    }

    @Test
    void aNumberOfAbsurdLengthIsRefused() {
        assertThat(malformed("{\"x\": [" + "1".repeat(5000) + "], \"y\": [1]}")
                        .details()
                        .getFirst())
                .startsWith("Number value length")
                .endsWith("exceeds the maximum allowed (1000)");
    }

    @Test
    void aNameOfAbsurdLengthIsRefused() {
        assertThat(malformed("{\"" + "a".repeat(100_000) + "\": 1, " + ROWS + "}")
                        .details()
                        .getFirst())
                .startsWith("Name length")
                .endsWith("exceeds the maximum allowed (50000)");
    }

    @Test
    void anArrayAsTheBodyIsRefused() {
        Refusal refusal = invalid(422, "[1, 2, 3]");
        assertThat(refusal.mistakes()).containsExactly(" wrong_type");
        assertThat(refusal.details()).containsExactly("must be a JSON object");
    }

    @Test
    void aBareValueAsTheBodyIsRefused() {
        for (String body : new String[] {"null", "12", "\"x\"", "true"}) {
            assertThat(invalid(422, body).mistakes()).as(body).containsExactly(" wrong_type");
        }
    }
}
