package io.descent;

import io.descent.ServiceClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The operations of the description, so that tests meet each of them, new ones too. */
final class Operations {

    private Operations() {}

    /** One of them; its template has the names of variables in braces. */
    record Operation(String method, String template, JsonNode described) {

        @Override
        public String toString() {
            return method + " " + template;
        }

        boolean hasVariables() {
            return template.contains("{");
        }

        /** Calls it with a path of its template. */
        Answer call(ServiceClient client, String path, String body) {
            JsonNode content = described.path("requestBody").path("content");
            return content.isEmpty()
                    ? client.send(method, path, BodyPublishers.noBody())
                    : client.send(
                            method,
                            path,
                            BodyPublishers.ofString(body),
                            "Content-Type",
                            content.propertyNames().iterator().next());
        }
    }

    /** Returns all that are described to a caller. */
    static List<Operation> of(ServiceClient caller) {
        List<Operation> operations = new ArrayList<>();
        JsonNode paths = caller.get("/v3/api-docs").json().get("paths");
        paths.forEachEntry((template, methods) -> methods.forEachEntry((method, described) ->
                operations.add(new Operation(method.toUpperCase(Locale.ROOT), template, described))));
        if (operations.size() < 50) {
            throw new AssertionError("there were more once: " + operations);
        }
        return operations;
    }
}
