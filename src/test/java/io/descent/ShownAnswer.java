package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares answers with what the documentation shows of them. {@code …} stands for anything that is left out, numbers count
 * to the digits that are shown, and each id of a fit stands for one of this run, the same one throughout a file.
 */
final class ShownAnswer {

    private static final String LEFT_OUT = "…";
    private static final Pattern ID = Pattern.compile("(fit|ds|key)_[0-9A-Z]{26}");
    private static final Pattern PARTS = Pattern.compile(LEFT_OUT + "|" + ID);
    private static final Pattern PROBLEM =
            Pattern.compile("\"type\": \"urn:descent:problem:.*\"status\": (\\d+)", Pattern.DOTALL);

    /** Keeps the digits of each number. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Map<String, String> ids = new HashMap<>();

    /** The innermost value that was found to differ first. */
    private String difference = "";

    /** Returns a text with the ids of this run in the place of those that were shown before. */
    String withIds(String text) {
        return ID.matcher(text).replaceAll(id -> ids.getOrDefault(id.group(), id.group()));
    }

    /** Fails where an answer is not as it is shown. */
    void check(String shown, boolean tellsHeaders, Answer answer) {
        List<String> lines = shown.lines().toList();
        int body = 0;
        if (tellsHeaders && !lines.isEmpty()) {
            assertThat("HTTP/1.1 " + answer.status()).as(answer.body()).isEqualTo(lines.getFirst());
            for (body = 1; body < lines.size() && !lines.get(body).isBlank(); body++) {
                String[] header = lines.get(body).split(": ", 2);
                if (!header[0].equals(LEFT_OUT)) {
                    assertThat(agrees(header[1], answer.header(header[0])))
                            .as("%s is %s", lines.get(body), answer.header(header[0]))
                            .isTrue();
                }
            }
        } else {
            Matcher problem = PROBLEM.matcher(shown);
            int status = problem.find() ? Integer.parseInt(problem.group(1)) : 200;
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        }
        difference = "";
        String rest = String.join("\n", lines.subList(body, lines.size())).strip();
        if (!rest.isEmpty()) {
            boolean agrees =
                    rest.startsWith("{") ? agreesAsJson(rest, answer.body()) : agreesByLines(rest, answer.body());
            assertThat(agrees)
                    .as("%s; shown is%n%s%nand the answer%n%s", difference, rest, answer.body())
                    .isTrue();
        }
    }

    private boolean agreesByLines(String shown, String actual) {
        return sequence(lines(shown), lines(actual), LEFT_OUT::equals, this::lineAgrees);
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    private boolean lineAgrees(String shown, String actual) {
        String data = "data:";
        return (shown.startsWith(data) && actual.startsWith(data))
                ? agreesAsJson(shown.substring(data.length()), actual.substring(data.length()))
                : agrees(shown, actual);
    }

    private boolean agreesAsJson(String shown, String actual) {
        return agrees(JSON.readTree(completed(shown)), JSON.readTree(actual));
    }

    private boolean agrees(JsonNode shown, JsonNode actual) {
        boolean agrees = same(shown, actual);
        if (!agrees && difference.isEmpty()) {
            difference = "shown is " + shown + ", not " + actual;
        }
        return agrees;
    }

    private boolean same(JsonNode shown, JsonNode actual) {
        if (shown.isString() && shown.asString().equals(LEFT_OUT)) {
            return true;
        }
        if (shown.isObject() && actual.isObject()) {
            Set<String> names = new HashSet<>(shown.propertyNames());
            boolean partial = names.remove(LEFT_OUT);
            if (!partial && !names.equals(new HashSet<>(actual.propertyNames()))) {
                return false;
            }
            return names.stream().allMatch(name -> actual.has(name) && agrees(shown.get(name), actual.get(name)));
        }
        if (shown.isArray() && actual.isArray()) {
            return sequence(
                    shown.valueStream().toList(),
                    actual.valueStream().toList(),
                    node -> node.isString() && node.asString().equals(LEFT_OUT),
                    this::agrees);
        }
        if (shown.isNumber() && actual.isNumber()) {
            BigDecimal digits = shown.decimalValue();
            BigDecimal most =
                    shown.isIntegralNumber() ? BigDecimal.ZERO : digits.ulp().divide(BigDecimal.TWO);
            return digits.subtract(actual.decimalValue()).abs().compareTo(most) <= 0;
        }
        return (shown.isString() && actual.isString())
                ? agrees(shown.asString(), actual.asString())
                : shown.equals(actual);
    }

    private boolean agrees(String shown, String actual) {
        StringBuilder pattern = new StringBuilder();
        Matcher parts = PARTS.matcher(withIds(shown));
        int end = 0;
        String known = withIds(shown);
        String unknown = null;
        while (parts.find()) {
            pattern.append(Pattern.quote(known.substring(end, parts.start())));
            end = parts.end();
            if (parts.group().equals(LEFT_OUT)) {
                pattern.append(".*");
            } else if (ids.containsValue(parts.group())) {
                pattern.append(parts.group());
            } else {
                unknown = parts.group();
                pattern.append("(?<id>").append(ID).append(')');
            }
        }
        Matcher matcher = Pattern.compile(pattern + Pattern.quote(known.substring(end)), Pattern.DOTALL)
                .matcher(actual);
        if (!matcher.matches()) {
            return false;
        }
        if (unknown != null) {
            ids.put(unknown, matcher.group("id"));
        }
        return true;
    }

    /** Tells whether a sequence is the shown one, with anything in the place of what is left out there. */
    private static <T> boolean sequence(List<T> shown, List<T> actual, Predicate<T> leftOut, BiPredicate<T, T> agrees) {
        if (shown.isEmpty()) {
            return actual.isEmpty();
        }
        List<T> rest = shown.subList(1, shown.size());
        if (leftOut.test(shown.getFirst())) {
            for (int skipped = 0; skipped <= actual.size(); skipped++) {
                if (sequence(rest, actual.subList(skipped, actual.size()), leftOut, agrees)) {
                    return true;
                }
            }
            return false;
        }
        return !actual.isEmpty()
                && agrees.test(shown.getFirst(), actual.getFirst())
                && sequence(rest, actual.subList(1, actual.size()), leftOut, agrees);
    }

    /** Makes JSON of what is shown: what is left out becomes a text, and in an object's place for a name a field of its own. */
    private static String completed(String shown) {
        StringBuilder json = new StringBuilder();
        Deque<Character> open = new ArrayDeque<>();
        boolean quoted = false;
        char before = 0;
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            quoted ^= c == '"' && before != '\\';
            if (!quoted && (c == '{' || c == '[')) {
                open.push(c);
            } else if (!quoted && (c == '}' || c == ']')) {
                open.pop();
            }
            boolean leftOut = !quoted && c == '…';
            if (leftOut) {
                boolean name = open.getFirst() == '{' && (before == '{' || before == ',');
                json.append(name ? "\"…\": null" : "\"…\"");
            } else {
                json.append(c);
            }
            if (!Character.isWhitespace(c)) {
                before = c;
            }
        }
        return json.toString();
    }
}
