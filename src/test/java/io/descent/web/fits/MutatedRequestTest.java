package io.descent.web.fits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Good bodies, damaged in thousands of ways, end in a fit or in a refusal, never in anything else. */
class MutatedRequestTest {

    private static final int CASES = 20_000;

    private static final List<String> GOOD = List.of(
            "{\"x\": [1, 2, 3, 4], \"y\": [24.6, 45.3, 64.8, 85.5]}",
            "{\"x\": [[1, 2], [3, 5], [6, 6]], \"y\": [1, 2, 3], \"features\": [\"a\", \"b\"], \"weight\": [1, 0, 2.5]}",
            "{\"dataset\": {\"x\": [1, 2, 3], \"y\": [\"no\", \"yes\", \"no\"]}, \"model\": \"logistic\", \"penalty\": \"l2\"}",
            "{\"dataset\": {\"columns\": {\"a\": [1, 2, 3], \"b\": [true, false, true]}, \"target\": \"b\"}, "
                    + "\"model\": {\"type\": \"logistic\", \"fit_intercept\": false}, \"epochs\": 9}",
            "{\"dataset\": {\"generator\": {\"type\": \"line\", \"n\": 20, \"slope\": 3, \"intercept\": 8, "
                    + "\"x\": {\"uniform\": [0, 1]}, \"noise\": 0.3}}, \"seed\": 42, \"epochs\": 5}",
            "{\"dataset\": {\"generator\": {\"type\": \"line\", \"x\": {\"range\": [-5, 5]}}}, \"epochs\": 3, "
                    + "\"stopping\": {\"monitor\": \"objective\", \"patience\": 2, \"min_delta\": 0.1, \"tolerance\": 0.01}}",
            "{\"x\": [1, 2, 3, 4], \"y\": [1, 2, 3, 5], \"validation\": {\"dataset\": {\"x\": [[5], [6]], \"y\": [6, 7], "
                    + "\"weight\": [1, 2]}}, \"stopping\": {\"monitor\": \"val_loss\", \"restore_best\": true}}",
            "{\"dataset\": {\"generator\": {\"type\": \"line\", \"n\": 20}}, \"validation\": {\"fraction\": 0.2}, "
                    + "\"history\": {\"metrics\": [\"batch_sse\"], \"unit\": \"update\"}, \"epochs\": 3}",
            "{\"dataset\": {\"generator\": {\"type\": \"blobs\", \"n\": 12, \"features\": 3, \"centers\": 2, "
                    + "\"std\": 1.5, \"separation\": 4}}, \"model\": \"logistic\", \"max_iter\": 4}",
            "{\"dataset\": {\"generator\": {\"type\": \"linear\", \"n\": 9, \"coef\": [1, -2], \"intercept\": 1, "
                    + "\"noise\": 0}}, \"init\": {\"uniform\": [-1, 1]}, \"random_state\": -3, \"n_epochs\": 4}",
            "{\"x\": [1, 2, 3], \"y\": [1, 2, 4], \"optimizer\": {\"type\": \"sgd\", \"learning_rate\": 0.1, "
                    + "\"momentum\": 0.8, \"dampening\": 0.8, \"nesterov\": false}, \"schedule\": {\"type\": "
                    + "\"inverse_scaling\", \"power\": 0.5}, \"batch_size\": 2, \"shuffle\": \"batches\", \"epochs\": 7}",
            "{\"x\": [1, 2, 3], \"y\": [1, 2, 4], \"epochs\": 6, \"scaling\": \"standardize\", \"loss\": "
                    + "\"squared_error\", \"init\": {\"coef\": [-1], \"intercept\": 1}, \"store\": false, "
                    + "\"history\": {\"every\": 2, \"unit\": \"epoch\", \"include\": [\"params\", \"gradient\", "
                    + "\"direction\"], \"metrics\": [\"batch_sse\"], \"evaluate\": \"epoch_end\"}}");

    private static final List<String> STRANGE = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "[[]]",
            "\"\"",
            "\"auto\"",
            "\"full\"",
            "\"zeros\"",
            "\"NaN\"",
            "NaN",
            "0",
            "-0.0",
            "-1",
            "1.5",
            "1e3",
            "1e999",
            "-1e999",
            "1e308",
            "5e-324",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775808",
            "1e-320",
            "\"logistic\"",
            "\"linear\"",
            "\"l1\"",
            "{\"type\": \"sgd\"}",
            "{\"type\": null}",
            "[null]",
            "[1, 1]",
            "[\"accuracy\"]",
            "\"\\ud800\"",
            "\"a/b~c\"");

    private static final Pattern TOKEN =
            Pattern.compile("\"[^\"]*\"|-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?|true|false|null|[\\[\\]{},:]");

    private final Random random = new Random(20_260_101);

    @Test
    void everyDamagedBodyEndsInAFitOrARefusal() {
        RequestProbe probe = new RequestProbe();
        Map<RequestProbe.End, Integer> ends = new EnumMap<>(RequestProbe.End.class);
        for (int i = 0; i < CASES; i++) {
            byte[] body = damaged();
            try {
                ends.merge(probe.end(body), 1, Integer::sum);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("case " + i + ": " + new String(body, StandardCharsets.UTF_8), e);
            }
        }
        // damage that never let a body through, or never hurt one, would prove nothing
        assertThat(ends.get(RequestProbe.End.FITTED)).as("fitted").isGreaterThan(CASES / 20);
        assertThat(ends.get(RequestProbe.End.INVALID)).as("invalid").isGreaterThan(CASES / 10);
        assertThat(ends.get(RequestProbe.End.MALFORMED)).as("malformed").isGreaterThan(CASES / 10);
        assertThat(ends.get(RequestProbe.End.TOO_LARGE)).as("too large").isPositive();
    }

    @Test
    void everyBodyIsGoodBeforeItIsDamaged() {
        RequestProbe probe = new RequestProbe();
        for (String body : GOOD) {
            assertThat(probe.end(body.getBytes(StandardCharsets.UTF_8)))
                    .as(body)
                    .isEqualTo(RequestProbe.End.FITTED);
        }
    }

    private byte[] damaged() {
        String text = any(GOOD);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        for (int wounds = 1 + random.nextInt(3); wounds > 0; wounds--) {
            body = switch (random.nextInt(16)) {
                case 0 -> withAnotherByte(body);
                case 1 -> without(body);
                case 2 -> withARepeatedPart(body);
                case 3 -> withATokenOf(body, any(GOOD));
                case 4 -> withoutAToken(body);
                case 5, 6 -> withAMemberTwice(body);
                case 7, 8, 9, 10 -> withAValueOf(body, any(GOOD));
                default -> withAStrangeValue(body);
            };
        }
        return body;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private byte[] withAnotherByte(byte[] body) {
        byte[] other = body.clone();
        if (other.length > 0) {
            other[random.nextInt(other.length)] = (byte) random.nextInt(256);
        }
        return other;
    }

    private byte[] without(byte[] body) {
        int from = random.nextInt(body.length + 1);
        int to = Math.min(body.length, from + random.nextInt(20));
        return joined(Arrays.copyOf(body, from), new byte[0], Arrays.copyOfRange(body, to, body.length));
    }

    private byte[] withARepeatedPart(byte[] body) {
        int from = random.nextInt(body.length + 1);
        int to = Math.min(body.length, from + random.nextInt(60));
        byte[] part = Arrays.copyOfRange(body, from, to);
        byte[] many = part;
        for (int i = random.nextInt(9); i > 0 && many.length < 10_000; i--) {
            many = joined(many, many, new byte[0]);
        }
        return joined(Arrays.copyOf(body, to), many, Arrays.copyOfRange(body, to, body.length));
    }

    private byte[] withATokenOf(byte[] body, String other) {
        return replaced(body, any(tokens(other)).group());
    }

    private byte[] withoutAToken(byte[] body) {
        return replaced(body, "");
    }

    private byte[] replaced(byte[] body, String by) {
        List<MatchResult> tokens = tokens(text(body));
        return tokens.isEmpty() ? body : replaced(body, any(tokens), by);
    }

    private byte[] withAMemberTwice(byte[] body) {
        List<MatchResult> values = values(text(body));
        if (values.isEmpty()) {
            return body;
        }
        MatchResult value = any(values);
        return replaced(body, value, value.group() + ", " + value.group());
    }

    private byte[] withAStrangeValue(byte[] body) {
        List<MatchResult> values = values(text(body));
        return values.isEmpty() ? body : replaced(body, any(values), any(STRANGE));
    }

    private byte[] withAValueOf(byte[] body, String other) {
        List<MatchResult> values = values(text(body));
        return values.isEmpty()
                ? body
                : replaced(body, any(values), any(values(other)).group());
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static List<MatchResult> tokens(String text) {
        return TOKEN.matcher(text).results().toList();
    }

    /** Returns the texts that are no names, the numbers and the constants. */
    private static List<MatchResult> values(String text) {
        return tokens(text).stream()
                .filter(token -> !"[]{},:".contains(token.group()) && !text.startsWith(":", token.end()))
                .toList();
    }

    private static byte[] replaced(byte[] body, MatchResult token, String by) {
        String text = text(body);
        return (text.substring(0, token.start()) + by + text.substring(token.end())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] first, byte[] second, byte[] third) {
        byte[] all = Arrays.copyOf(first, first.length + second.length + third.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        System.arraycopy(third, 0, all, first.length + second.length, third.length);
        return all;
    }
}
