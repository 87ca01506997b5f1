package io.descent.web.models;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What a JSON answer tells beside the predictions, for answers that hold nothing but those. */
final class ModelHeaders {

    private static final String UNKNOWN = "Descent-Unknown-Categories";
    private static final String IGNORED = "Descent-Ignored-Columns";

    private static final JsonMapper JSON = new JsonMapper();

    private static final int DELETE = 0x7f;

    /** Longer ones would not be taken by every client; all columns are then one, {@code *}. */
    private static final int LONGEST = 2000;

    private ModelHeaders() {}

    static void add(HttpServletResponse response, ModelAnswer model, Map<String, Integer> unknown, int ignored) {
        model.headers().forEach((name, values) -> response.setHeader(name, values.getFirst()));
        response.setHeader(IGNORED, String.valueOf(ignored));
        if (!unknown.isEmpty()) {
            String told = ascii(JSON.writeValueAsString(unknown));
            int all = unknown.values().stream().mapToInt(Integer::intValue).sum();
            response.setHeader(UNKNOWN, told.length() <= LONGEST ? told : "{\"*\":" + all + "}");
        }
    }

    /** Escapes what a header cannot hold, as JSON may. */
    private static String ascii(String json) {
        return json.chars()
                .mapToObj(c -> c < DELETE ? String.valueOf((char) c) : "\\u%04x".formatted(c))
                .collect(Collectors.joining());
    }
}
