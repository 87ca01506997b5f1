package io.descent;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.ServiceClient.Answer;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison that the documentation is held to takes nothing else for what is shown. */
class ShownAnswerTest {

    private static final String ANSWER = """
            {"id":"fit_AAAAAAAAAAAAAAAAAAAAAAAAAA","status":"succeeded","loss":0.0719999,"epochs":[1,2,3,4],"error":null}""";

    private final ShownAnswer shown = new ShownAnswer();

    private void check(String text, int status, String body) {
        shown.check(text, text.startsWith("HTTP/"), new Answer(status, headers(), body));
    }

    private static HttpHeaders headers() {
        return HttpHeaders.of(Map.of("Retry-After", List.of("1")), (_, _) -> true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{…}",
                "{…, \"loss\": 0.072, …}",
                "{\"id\": \"fit_BBBBBBBBBBBBBBBBBBBBBBBBBB\", \"status\": \"succ…\", …}",
                "{…, \"epochs\": [1, …, 4]}",
                "{…, \"epochs\": […], \"error\": …}",
                "{…, \"epochs\": [1, 2, 3, 4, …]}",
                "HTTP/1.1 200\nRetry-After: 1\n\n{…, \"error\": null}"
            })
    void whatIsThereMayBeShown(String text) {
        assertThatCode(() -> check(text, 200, ANSWER)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"status\": \"succeeded\"}",
                "{…, \"loss\": 0.071, …}",
                "{…, \"loss\": 0.0720, \"more\": 1, …}",
                "{…, \"status\": \"failed\", …}",
                "{…, \"epochs\": [1, 2, 3], …}",
                "{…, \"epochs\": [1, …, 3], …}",
                "{…, \"error\": {…}}",
                "HTTP/1.1 202\nRetry-After: 1",
                "HTTP/1.1 200\nRetry-After: 2",
                "{\"type\": \"urn:descent:problem:conflict\", \"status\": 409, …}"
            })
    void whatIsNotThereMayNot(String text) {
        assertThatThrownBy(() -> check(text, 200, ANSWER)).isInstanceOf(AssertionError.class);
    }

    @Test
    void anIdStandsForTheSameFitThroughout() {
        check("{\"id\": \"fit_BBBBBBBBBBBBBBBBBBBBBBBBBB\", …}", 200, ANSWER);

        assertThatThrownBy(() -> check(
                        "{\"id\": \"fit_BBBBBBBBBBBBBBBBBBBBBBBBBB\"}",
                        200,
                        "{\"id\": \"fit_CCCCCCCCCCCCCCCCCCCCCCCCCC\"}"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void linesMayBeLeftOut() {
        String events = "event:status\n\nid:1\nevent:epoch\ndata:{\"epoch\":1,\"loss\":0.5}\n\nid:2\nevent:done\n";

        assertThatCode(() -> check("event:status\n…\nid:2\nevent:done", 200, events))
                .doesNotThrowAnyException();
        assertThatCode(() -> check("…\nid:1\nevent:epoch\ndata:{\"epoch\": 1, …}\n…", 200, events))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check("event:status\nid:2\nevent:done", 200, events))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check("…\nevent:epoch\ndata:{\"epoch\": 2, …}\n…", 200, events))
                .isInstanceOf(AssertionError.class);
    }
}
