package io.descent.web.openapi;

import static io.descent.web.openapi.Schemas.camel;
import static io.descent.web.openapi.Schemas.closedObject;
import static io.descent.web.openapi.Schemas.nullable;
import static io.descent.web.openapi.Schemas.number;
import static io.descent.web.openapi.Schemas.oneOf;
import static io.descent.web.openapi.Schemas.reference;
import static io.descent.web.openapi.Schemas.type;
import static io.descent.web.openapi.Schemas.words;

import io.descent.schema.Alternatives;
import io.descent.schema.ByName;
import io.descent.schema.Choice;
import io.descent.schema.Choices;
import io.descent.schema.Domain;
import io.descent.schema.Explanation;
import io.descent.schema.Family;
import io.descent.schema.Flag;
import io.descent.schema.Mapped;
import io.descent.schema.Numbers;
import io.descent.schema.NumbersByName;
import io.descent.schema.Parameter;
import io.descent.schema.PerOutput;
import io.descent.schema.ReadApart;
import io.descent.schema.Real;
import io.descent.schema.Structure;
import io.descent.schema.Text;
import io.descent.schema.Texts;
import io.descent.schema.Whole;
import io.descent.schema.Word;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns the tables that requests are read by into schemas. Whatever clients should have a class for becomes a component
 * of its own, choices among a word and an object too: a generator makes nothing good of those where they are inline.
 */
public final class DomainSchemas {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Components components;
    private final Map<String, Schema<?>> made = new HashMap<>();

    public DomainSchemas(Components components) {
        this.components = components;
    }

    /** Adds the schema of an object and returns a reference to it. */
    public Schema<?> object(String name, Structure<?> structure) {
        Schema<?> schema = closedObject(structure.description());
        addAll(structure.parameters(), name, schema);
        return component(name, schema);
    }

    /** Adds properties to an object of a name. */
    public void addAll(List<? extends Parameter<?>> parameters, String owner, Schema<?> to) {
        parameters.forEach(parameter -> add(parameter, owner, to));
    }

    private Schema<?> component(String name, Schema<?> schema) {
        Schema<?> other = made.putIfAbsent(name, schema);
        if (other != null && !other.equals(schema)) {
            throw new IllegalStateException("two schemas of the name " + name);
        }
        components.addSchemas(name, schema);
        return reference(name);
    }

    private void add(Parameter<?> parameter, String owner, Schema<?> to) {
        to.addProperty(parameter.name(), property(owner, parameter, true));
        if (parameter.required()) {
            to.addRequiredItem(parameter.name());
        }
        if (!parameter.aliases().isEmpty()) {
            // beside the properties, so that no client is made with several names for one setting
            String names = parameter.aliases().stream().collect(Collectors.joining("|", "^(", ")$"));
            to.addPatternProperty(names, schema(componentName(owner, parameter), parameter.domain()));
        }
    }

    private Schema<?> property(String owner, Parameter<?> parameter, boolean withDefault) {
        Schema<?> schema = schema(componentName(owner, parameter), parameter.domain());
        if (parameter.nullable()) {
            schema = nullable(schema);
        }
        StringBuilder description = new StringBuilder(parameter.description());
        Object fallback = parameter.fallbackJson();
        if (fallback != null && withDefault && parameter.domain() instanceof Domain.Plain) {
            schema.setDefault(fallback);
        } else if (fallback != null) {
            // in words: of an object's default generators make code that does not compile, and clients send every other
            description.append("; default: ").append(JSON.writeValueAsString(fallback));
        } else if (parameter.rule() != null) {
            description.append("; default: ").append(parameter.rule());
        }
        if (!parameter.aliases().isEmpty()) {
            description.append("; also accepted as ").append(String.join(", ", parameter.aliases()));
        }
        return schema.description(description.toString());
    }

    /** Settings of the same name take the same values wherever they stand; a single letter names nothing. */
    private static String componentName(String owner, Parameter<?> parameter) {
        String name = camel(parameter.name());
        return name.length() > 1 ? name : owner + name;
    }

    private Schema<?> schema(String name, Domain<?> domain) {
        return switch (domain) {
            case Family<?> family -> family(family);
            case Structure<?> structure -> object(structure.name(), structure);
            case Alternatives<?> alternatives -> alternatives(name, alternatives);
            case Domain.Plain<?> plain -> plain(name, plain);
        };
    }

    private Schema<?> plain(String name, Domain.Plain<?> domain) {
        return switch (domain) {
            case Real real -> real(real);
            case Whole(long low, long high) -> whole(low, high);
            case Flag _ -> type("boolean");
            case Text(int longest) -> type("string").maxLength(longest);
            case Word<?> word -> words(List.of(word.word()));
            case Choice<?> choice -> component(name, words(choice.names()));
            case Choices<?> choices -> {
                Choice<?> each = choices.each();
                yield type("array")
                        .items(component(each.type().getSimpleName(), words(each.names())))
                        .uniqueItems(true);
            }
            case Numbers(int length) -> {
                Schema<?> list = type("array").items(number());
                yield length > 0 ? list.minItems(length).maxItems(length) : list;
            }
            case PerOutput<?>(Numbers each) -> type("array").items(Schemas.listOr(number(), number()));
            case PerOutput<?> perOutput -> {
                Schema<?> each = plain(name, perOutput.each());
                yield Schemas.listOr(each, plain(name, perOutput.each()));
            }
            case NumbersByName(Real each) -> {
                Schema<?> numbers = type("object");
                numbers.setAdditionalProperties(real(each));
                yield component(name + "ByName", numbers);
            }
            case ByName<?>(Domain<?> each) -> {
                Schema<?> values = type("object");
                values.setAdditionalProperties(schema(name + "Value", each));
                yield component(name + "ByName", values);
            }
            case Texts _ -> type("array").items(type("string"));
            case Mapped<?, ?> mapped -> plain(name, mapped.base());
            case ReadApart apart -> reference(apart.component());
            case Explanation _ -> {
                Schema<?> texts = type("object");
                texts.setAdditionalProperties(type("string"));
                yield texts;
            }
        };
    }

    private static Schema<?> real(Real domain) {
        Schema<?> schema = number();
        if (Double.isFinite(domain.low())) {
            BigDecimal low = BigDecimal.valueOf(domain.low());
            schema = domain.lowIncluded() ? schema.minimum(low) : schema.exclusiveMinimumValue(low);
        }
        if (Double.isFinite(domain.high())) {
            BigDecimal high = BigDecimal.valueOf(domain.high());
            schema = domain.highIncluded() ? schema.maximum(high) : schema.exclusiveMaximumValue(high);
        }
        return schema;
    }

    private static Schema<?> whole(long low, long high) {
        boolean narrow = low >= Integer.MIN_VALUE && high <= Integer.MAX_VALUE;
        Schema<?> schema = type("integer").format(narrow ? "int32" : "int64");
        return low == Long.MIN_VALUE
                ? schema
                : schema.minimum(BigDecimal.valueOf(low)).maximum(BigDecimal.valueOf(high));
    }

    /** Adds the schema of a choice among variants and returns a reference to it. */
    public Schema<?> family(Family<?> family) {
        String name = camel(family.name());
        List<Schema<?>> forms = new ArrayList<>();
        List<String> words = family.variants().stream()
                .filter(variant -> variant.parameters().stream().noneMatch(Parameter::required))
                .map(Structure::name)
                .toList();
        forms.add(words(words).description("short for an object with this `type` and every default"));
        for (Structure<?> variant : family.variants()) {
            String variantName = camel(variant.name());
            variantName = variantName.endsWith(name) ? variantName : variantName + name;
            Schema<?> object = closedObject(variant.description());
            object.addProperty("type", words(List.of(variant.name()))).addRequiredItem("type");
            addAll(variant.parameters(), variantName, object);
            forms.add(component(variantName, object));
        }
        return component(name, oneOf(forms));
    }

    private Schema<?> alternatives(String name, Alternatives<?> alternatives) {
        List<Schema<?>> forms = new ArrayList<>();
        List<Structure<?>> structures = new ArrayList<>();
        List<String> words = alternatives.forms().stream()
                .filter(Word.class::isInstance)
                .map(word -> ((Word<?>) word).word())
                .toList();
        if (!words.isEmpty()) {
            forms.add(component(name + "Word", words(words)));
        }
        for (Domain<?> form : alternatives.forms()) {
            switch (form) {
                case Word<?> _ -> {}
                case Structure<?> structure -> structures.add(structure);
                case Choice<?> choice -> forms.add(schema(name + "Word", choice));
                default -> forms.add(schema(name, form));
            }
        }
        if (!structures.isEmpty()) {
            String joined = forms.isEmpty() ? name : name + "Settings";
            forms.add(component(joined, joined(joined, structures)));
        }
        return forms.size() == 1 ? forms.getFirst() : component(name, oneOf(forms));
    }

    private Schema<?> joined(String name, List<Structure<?>> structures) {
        SequencedMap<String, Schema<?>> properties = new LinkedHashMap<>();
        List<JoinedForms.Form> forms = new ArrayList<>();
        for (Structure<?> structure : structures) {
            structure
                    .parameters()
                    .forEach(parameter -> properties.put(parameter.name(), property(name, parameter, false)));
            forms.add(new JoinedForms.Form(
                    structure.parameters().stream()
                            .filter(Parameter::required)
                            .map(Parameter::name)
                            .toList(),
                    structure.parameters().stream().map(Parameter::name).toList()));
        }
        return new JoinedForms(properties, forms)
                .schema(structures.stream()
                        .map(Structure::description)
                        .collect(Collectors.joining(", or ", "either ", "")));
    }
}
