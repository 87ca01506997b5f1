package io.descent;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ServiceClient.Answer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What the catalog says is what the service enforces. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogIT {

    private final ServiceClient service;
    private final JsonNode catalog;

    CatalogIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
        this.catalog = service.get("/v1/catalog").json();
    }

    @Test
    void everyVariantIsThere() {
        assertThat(names("models")).containsExactly("linear", "logistic", "softmax", "svm", "poisson");
        assertThat(names("losses"))
                .containsExactly(
                        "squared_error",
                        "absolute_error",
                        "huber",
                        "quantile",
                        "epsilon_insensitive",
                        "squared_epsilon_insensitive",
                        "log_loss",
                        "hinge",
                        "squared_hinge",
                        "modified_huber",
                        "perceptron",
                        "poisson");
        assertThat(names("penalties")).containsExactly("none", "l2", "l1", "elasticnet");
        assertThat(names("optimizers"))
                .containsExactly(
                        "auto",
                        "sgd",
                        "averaged_sgd",
                        "adagrad",
                        "adadelta",
                        "rmsprop",
                        "adam",
                        "adamw",
                        "amsgrad",
                        "nadam",
                        "ftrl",
                        "lbfgs",
                        "exact");
        assertThat(names("schedules"))
                .containsExactly(
                        "constant",
                        "inverse_scaling",
                        "step",
                        "exponential",
                        "polynomial",
                        "cosine",
                        "one_cycle",
                        "plateau");
        assertThat(names("generators")).containsExactly("line", "linear", "blobs");
    }

    @Test
    void aModelNamesItsLossesWithTheDefaultFirst() {
        for (JsonNode model : catalog.get("models")) {
            Map<String, Object> request = new HashMap<>(CatalogPlace.DATA);
            request.put("model", model.get("name").asString());

            Answer answer = validate(request);

            assertThat(answer.json().at("/config/loss/type").asString())
                    .isEqualTo(model.at("/losses/0").asString());
        }
    }

    @Test
    void everySettingOfAConfigurationIsThere() {
        JsonNode config = validate(CatalogPlace.DATA).json().get("config");

        List<String> known = new ArrayList<>(config.propertyNames());
        known.remove("explanation");

        assertThat(names("settings")).containsAll(known).contains("label", "stopping", "epochs");
    }

    @Test
    void whatIsNotGivenHasTheDefaultThatTheCatalogTells() {
        JsonNode config = validate(CatalogPlace.DATA).json().get("config");

        for (String name : List.of("model", "penalty", "batch_size", "shuffle", "seed", "history")) {
            assertThat(config.get(name)).as(name).isEqualTo(setting(name).get("default"));
        }
        assertThat(setting("epochs").get("default").isNull()).isTrue();
        assertThat(setting("epochs").get("default_rule").asString()).contains("1000");
        assertThat(config.get("init").asString()).isEqualTo("constant");
        assertThat(setting("init").get("default").isNull()).isTrue();
        assertThat(setting("init").get("default_rule").asString()).contains("constant", "zeros");
    }

    @TestFactory
    Stream<DynamicTest> aValueOutOfTheRangeIsRefusedAtItsPlace() {
        return values(CatalogIT::wrong)
                .map(test -> DynamicTest.dynamicTest(test.name(), () -> {
                    Answer answer = validate(test.request());

                    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
                    assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(test.pointer());
                }));
    }

    @TestFactory
    Stream<DynamicTest> aValueInTheRangeIsAccepted() {
        return values(CatalogIT::right)
                .map(test -> DynamicTest.dynamicTest(test.name(), () -> {
                    Answer answer = validate(test.request());

                    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyAliasIsAccepted() {
        return CatalogPlace.all(catalog)
                .filter(place -> !place.setting().get("default").isNull())
                .flatMap(place -> place.setting().get("aliases").valueStream().map(alias -> {
                    String name = place.setting().get("name").asString();
                    String request = ServiceClient.JSON
                            .writeValueAsString(place.request()
                                    .apply(CatalogPlace.plain(place.setting().get("default"))))
                            .replace("\"" + name + "\"", "\"" + alias.asString() + "\"");
                    return DynamicTest.dynamicTest(
                            alias.asString(),
                            () -> assertThat(service.post("/v1/fits?validate_only=true", request)
                                            .status())
                                    .isEqualTo(200));
                }));
    }

    private record Case(String name, String pointer, Map<String, Object> request) {}

    private Stream<Case> values(Function<JsonNode, List<Object>> choose) {
        List<Case> cases = CatalogPlace.all(catalog)
                .flatMap(place -> choose.apply(place.setting()).stream()
                        .map(value -> new Case(
                                place.pointer() + " = " + value,
                                place.pointer(),
                                place.request().apply(value))))
                .toList();
        assertThat(cases).hasSizeGreaterThan(30);
        return cases.stream();
    }

    /** Values just beyond each bound, and a word where there is a choice of words only. */
    private static List<Object> wrong(JsonNode setting) {
        List<Object> values = new ArrayList<>();
        for (JsonNode form : setting.get("values")) {
            if (form.get("kind").asString().endsWith("by_name")) {
                // its bounds are those of values within it
                continue;
            }
            boolean whole = form.get("kind").asString().equals("integer");
            form.optional("minimum").ifPresent(low -> values.add(beyond(low, whole, -1)));
            form.optional("maximum").ifPresent(high -> values.add(beyond(high, whole, 1)));
            form.optional("exclusive_minimum").ifPresent(low -> values.add(low.doubleValue()));
            form.optional("exclusive_maximum").ifPresent(high -> values.add(high.doubleValue()));
            if (setting.get("values").size() == 1 && form.has("choices")) {
                boolean list = form.get("kind").asString().equals("choices");
                values.add(list ? "batch_sse" : "no_such_word");
            }
        }
        // what is beyond one form may be where another begins
        setting.get("values")
                .forEach(form -> form.optional("minimum").ifPresent(low -> values.remove(low.doubleValue())));
        return values;
    }

    private static Object beyond(JsonNode bound, boolean whole, int direction) {
        if (whole) {
            return bound.bigIntegerValue().add(BigInteger.valueOf(direction));
        }
        double value = bound.doubleValue();
        return new BigDecimal(direction < 0 ? Math.nextDown(value) : Math.nextUp(value));
    }

    /** The default, each bound that belongs to the range, and each word. */
    private static List<Object> right(JsonNode setting) {
        List<Object> values = new ArrayList<>();
        if (!setting.get("default").isNull()) {
            values.add(CatalogPlace.plain(setting.get("default")));
        }
        for (JsonNode form : setting.get("values")) {
            if (form.get("kind").asString().equals("numbers_by_name")) {
                values.add(Map.of("1", CatalogPlace.plain(form.get("minimum"))));
                continue;
            }
            boolean number = form.get("kind").asString().equals("number");
            form.optional("minimum").ifPresent(low -> values.add(CatalogPlace.plain(low)));
            form.optional("maximum").filter(_ -> number).ifPresent(high -> values.add(CatalogPlace.plain(high)));
            form.optional("exclusive_minimum").ifPresent(low -> values.add(Math.nextUp(low.doubleValue())));
            form.optional("exclusive_maximum").ifPresent(high -> values.add(Math.nextDown(high.doubleValue())));
            if (form.get("kind").asString().equals("choice")) {
                form.get("choices")
                        .valueStream()
                        .map(JsonNode::asString)
                        // needs a cluster
                        .filter(choice -> !choice.equals("spark"))
                        .forEach(values::add);
            }
        }
        return values;
    }

    private List<String> names(String list) {
        return catalog.get(list)
                .valueStream()
                .map(entry -> entry.get("name").asString())
                .toList();
    }

    private JsonNode setting(String name) {
        return catalog.get("settings")
                .valueStream()
                .filter(setting -> setting.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Answer validate(Object request) {
        return service.post("/v1/fits?validate_only=true", ServiceClient.JSON.writeValueAsString(request));
    }
}
