package io.descent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A setting of the catalog, where its mistakes are told, and a request that holds a value of it. */
record CatalogPlace(String pointer, JsonNode setting, Function<Object, Map<String, Object>> request) {

    static final Map<String, Object> DATA = Map.of("x", List.of(1, 2, 3, 4), "y", List.of(1, 2, 1, 2));

    /** Returns all that a catalog tells of. */
    static Stream<CatalogPlace> all(JsonNode catalog) {
        return Stream.of(
                        settings(catalog.get("settings")).map(place -> place.in("", CatalogPlace::withData)),
                        entries(catalog, "models", "model", Map.of()),
                        entries(catalog, "losses", "loss", Map.of()),
                        entries(catalog, "penalties", "penalty", Map.of()),
                        entries(catalog, "optimizers", "optimizer", Map.of("learning_rate", 0.1)),
                        entries(catalog, "schedules", "schedule", Map.of()),
                        entries(catalog, "generators", "generator", Map.of())
                                .map(place -> new CatalogPlace(
                                        "/dataset" + place.pointer(),
                                        place.setting(),
                                        value -> Map.of(
                                                "dataset",
                                                withoutData(place.request().apply(value))))))
                .flatMap(Function.identity());
    }

    private CatalogPlace in(String pointerToParent, Function<Object, Map<String, Object>> parent) {
        return new CatalogPlace(pointerToParent + pointer, setting, value -> parent.apply(request.apply(value)));
    }

    private static Stream<CatalogPlace> entries(
            JsonNode catalog, String list, String setting, Map<String, Object> others) {
        return catalog.get(list)
                .valueStream()
                .flatMap(entry -> settings(entry.get("parameters"))
                        .map(place -> place.in("/" + setting, value -> {
                            Map<String, Object> object = new HashMap<>(others);
                            object.keySet()
                                    .removeIf(other -> entry.get("parameters")
                                            .valueStream()
                                            .noneMatch(parameter -> parameter
                                                    .get("name")
                                                    .asString()
                                                    .equals(other)));
                            object.putAll(requiredOf(entry));
                            object.put("type", entry.get("name").asString());
                            object.putAll(asMap(value));
                            Map<String, Object> request = new HashMap<>(withData(Map.of(setting, object)));
                            return request;
                        })));
    }

    private static Map<String, Object> requiredOf(JsonNode entry) {
        Map<String, Object> required = new HashMap<>();
        for (JsonNode parameter : entry.get("parameters")) {
            if (parameter.get("required").asBoolean()) {
                required.put(parameter.get("name").asString(), List.of(1, 2));
            }
        }
        return required;
    }

    /** Each setting as an object of one field, and the settings of the objects that it can be. */
    private static Stream<CatalogPlace> settings(JsonNode list) {
        return list.valueStream().flatMap(setting -> {
            String name = setting.get("name").asString();
            CatalogPlace self = new CatalogPlace("/" + name, setting, value -> Map.of(name, value));
            Stream<CatalogPlace> parts = setting.get("values")
                    .valueStream()
                    .filter(form -> form.has("parameters"))
                    .filter(form -> form.get("parameters")
                            .valueStream()
                            .noneMatch(part -> part.get("required").asBoolean()))
                    .flatMap(form -> settings(form.get("parameters")))
                    .map(part -> part.in("/" + name, value -> Map.of(name, value)));
            return Stream.concat(Stream.of(self), parts);
        });
    }

    private static Map<String, Object> withData(Object settings) {
        Map<String, Object> request = new HashMap<>(DATA);
        request.putAll(asMap(settings));
        if (request.containsKey("stopping")) {
            // what is watched may be their loss
            request.put("validation", Map.of("fraction", 0.5));
        }
        if (request.containsKey("encoding")) {
            // is for named columns
            request.keySet().removeAll(DATA.keySet());
            request.put("dataset", Map.of("columns", Map.of("x", DATA.get("x"), "y", DATA.get("y")), "target", "y"));
        }
        if (request.containsKey("class_weight")) {
            // a weight of 0 for one of them leaves two to tell apart
            request.put("model", "softmax");
            request.put("y", List.of(0, 1, 2, 1));
        }
        return request;
    }

    private static Map<String, Object> withoutData(Map<String, Object> request) {
        Map<String, Object> rest = new HashMap<>(request);
        rest.keySet().removeAll(DATA.keySet());
        return rest;
    }

    @SuppressWarnings("unchecked") // built from objects only
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    static Object plain(JsonNode value) {
        return ServiceClient.JSON.convertValue(value, Object.class);
    }
}
