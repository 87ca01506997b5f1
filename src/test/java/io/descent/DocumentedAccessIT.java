package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import io.descent.access.Scope;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the page about access shows works before a service that asks who calls; its readers keep keys in variables. */
class DocumentedAccessIT extends AccessTest {

    static final Path FILE = Path.of("docs/access.md");

    private final ShownAnswer shown = new ShownAnswer();
    private final Map<String, String> variables = new HashMap<>();

    @Test
    void everyRequestIsAnsweredAsItIsShown() {
        variables.put("$OPERATOR", key("default", Scope.ADMIN));
        List<DocumentedRequest> requests = DocumentedRequest.of(FILE);
        assertThat(requests).hasSizeGreaterThan(4);
        for (DocumentedRequest request : requests) {
            for (CurlCommand command : request.commands()) {
                Answer answer = command.run(stranger(), "", this::ofThisRun);
                try {
                    shown.check(request.answer(), command.tellsHeaders(), answer);
                } catch (AssertionError failure) {
                    throw new AssertionError(request.place() + ": " + failure.getMessage(), failure);
                }
                remember(answer);
            }
        }
    }

    /** A key that is called acme is in the variable ACME. */
    private void remember(Answer answer) {
        if (answer.status() == 201) {
            JsonNode made = answer.json();
            variables.put(
                    "$" + made.get("name").asString().toUpperCase(Locale.ROOT),
                    made.get("key").asString());
        }
    }

    private String ofThisRun(String text) {
        String all = shown.withIds(text);
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            all = all.replace(variable.getKey(), variable.getValue());
        }
        return all;
    }
}
