package io.descent.wire;

import io.descent.dataset.DatasetDraft;
import io.descent.fit.catalog.Catalog;
import io.descent.fit.catalog.FitSettings;
import io.descent.fit.prepare.FitRequest;
import io.descent.fit.prepare.Limits;
import io.descent.schema.Findings;
import io.descent.schema.Mistake;
import io.descent.schema.Mistakes;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a fit request as a stream: numbers of the dataset go from the parser into growing arrays, and only the settings,
 * which are small, become objects. What is wrong with a value is collected, what is not JSON throws.
 */
public final class FitRequestReader {

    static final String DATASET = "dataset";
    static final String VALIDATION = "validation";

    /** The first form of a dataset may stand at the top level. */
    private static final List<String> AT_TOP_LEVEL = DatasetDraft.Form.ROWS.fields();

    private static final Set<String> SETTINGS = FitSettings.FORM.parameters().stream()
            .flatMap(parameter -> Stream.concat(Stream.of(parameter.name()), parameter.aliases().stream()))
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern SETTING_OF_PARSER = Pattern.compile(", from `[^`]*`");

    private final JsonFactory factory = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            .build();
    private final Limits limits;

    public FitRequestReader(Limits limits) {
        this.limits = limits;
    }

    /** Reads a request; throws {@link MalformedJsonException} and whatever reading the body throws. */
    public FitRequest read(InputStream body) {
        return read(factory.createParser(ObjectReadContext.empty(), body));
    }

    /** A dataset as it was found in a body of its own, and what the reader has found wrong so far. */
    public record OwnDataset(DatasetDraft draft, Findings findings) {}

    /** Reads a body that is one of the forms of a dataset; throws as {@link #read(InputStream)} does. */
    public OwnDataset dataset(InputStream body) {
        return reading(factory.createParser(ObjectReadContext.empty(), body), Reading::ownDataset);
    }

    /** A small body as JSON's own values, and what the reader has found wrong so far. */
    public record PlainBody(Map<String, @Nullable Object> values, Findings findings) {}

    /** Reads a body that is a small object; throws as {@link #read(InputStream)} does. */
    public PlainBody plain(InputStream body) {
        return reading(factory.createParser(ObjectReadContext.empty(), body), Reading::plainBody);
    }

    /** Reads a body whose rows stand in its own fields or in {@code dataset}; throws as {@link #read(InputStream)} does. */
    public OwnDataset rows(InputStream body) {
        return reading(factory.createParser(ObjectReadContext.empty(), body), Reading::rows);
    }

    /** Reads a request in whatever format, and closes the parser. */
    FitRequest read(JsonParser from) {
        return reading(from, Reading::request);
    }

    private <T> T reading(JsonParser from, Function<Reading, T> what) {
        try (JsonParser parser = from) {
            try {
                return what.apply(new Reading(parser));
            } catch (StreamConstraintsException e) {
                // too deep, too long: the exception knows no place, and names the parser's own settings
                String detail =
                        SETTING_OF_PARSER.matcher(e.getOriginalMessage()).replaceAll("");
                throw new MalformedJsonException(detail, Places.of(parser.currentLocation()));
            }
        }
    }

    private final class Reading {

        private final JsonParser parser;
        private final Map<String, Mistake.Place> places = new HashMap<>();
        private final Mistakes mistakes = new Mistakes(places, Catalog::homes);
        private final Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        private final DatasetDraft dataset = new DatasetDraft();
        private final PlainValues plain;
        private final DatasetValues values;
        private @Nullable DatasetDraft validation;
        private boolean datasetSeen;

        Reading(JsonParser parser) {
            this.parser = parser;
            this.plain = new PlainValues(parser, places, mistakes);
            this.values = new DatasetValues(parser, limits.maxCells(), mistakes);
        }

        FitRequest request() {
            wholeBody(dataset, () -> {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    topLevelField(parser.currentName());
                }
            });
            return new FitRequest(settings, dataset, validation, mistakes.findings());
        }

        OwnDataset ownDataset() {
            DatasetDraft whole = new DatasetDraft("");
            wholeBody(whole, () -> dataset(whole, ""));
            return new OwnDataset(whole, mistakes.findings());
        }

        PlainBody plainBody() {
            wholeBody(dataset, () -> {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    String place = field("", name);
                    if (settings.containsKey(name)) {
                        mistakes.add(place, Mistake.Code.DUPLICATE, "stands here twice");
                        parser.skipChildren();
                    } else {
                        settings.put(name, plain.read(place));
                    }
                }
            });
            return new PlainBody(settings, mistakes.findings());
        }

        OwnDataset rows() {
            DatasetDraft whole = new DatasetDraft("");
            wholeBody(whole, () -> {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    String place = field("", name);
                    if (name.equals(DATASET) && !datasetSeen) {
                        datasetSeen = true;
                        dataset(whole, place);
                    } else {
                        ownField(whole, "", name, place);
                    }
                }
            });
            return new OwnDataset(whole, mistakes.findings());
        }

        /** Reads an object after which nothing comes; the parser stands on its beginning. */
        private void wholeBody(DatasetDraft draft, Runnable object) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new MalformedJsonException(
                        "the body is empty; it must hold a JSON object", Places.of(parser.currentLocation()));
            }
            if (first == JsonToken.START_OBJECT) {
                object.run();
            } else {
                mistakes.add("", Mistake.Code.WRONG_TYPE, "must be a JSON object");
                draft.hide();
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new MalformedJsonException(
                        "something follows the end of the object", Places.of(parser.currentTokenLocation()));
            }
        }

        private void topLevelField(String name) {
            String pointer = field("", name);
            if (AT_TOP_LEVEL.contains(name)) {
                datasetField(dataset, name, pointer);
            } else if (name.equals(DATASET) && !datasetSeen) {
                datasetSeen = true;
                dataset(dataset, pointer);
            } else if (settings.containsKey(name) || name.equals(DATASET)) {
                mistakes.add(pointer, Mistake.Code.DUPLICATE, "stands here twice");
                parser.skipChildren();
            } else if (name.equals(VALIDATION) && parser.currentToken() == JsonToken.START_OBJECT) {
                settings.put(name, validation(pointer));
            } else {
                settings.put(name, SETTINGS.contains(name) ? plain.read(pointer) : skipped());
            }
        }

        /** A dataset in it is read like the other one, number by number; among the settings stands that there is one. */
        private Map<String, @Nullable Object> validation(String pointer) {
            Map<String, @Nullable Object> settingsOfValidation = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                String place = field(pointer, name);
                if (settingsOfValidation.containsKey(name)) {
                    mistakes.add(place, Mistake.Code.DUPLICATE, "stands here twice");
                    parser.skipChildren();
                } else if (name.equals(DATASET) && parser.currentToken() != JsonToken.VALUE_NULL) {
                    validation = new DatasetDraft(place);
                    dataset(validation, place);
                    settingsOfValidation.put(name, Map.of());
                } else {
                    settingsOfValidation.put(name, plain.read(place));
                }
            }
            return settingsOfValidation;
        }

        private void dataset(DatasetDraft draft, String pointer) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                return;
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                mistakes.add(pointer, Mistake.Code.WRONG_TYPE, "must be an object with one form of a dataset");
                draft.hide();
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                ownField(draft, pointer, name, field(pointer, name));
            }
        }

        private void ownField(DatasetDraft draft, String parent, String name, String pointer) {
            if (DatasetDraft.knows(name)) {
                datasetField(draft, name, pointer);
            } else {
                mistakes.unknownField(parent, name, DatasetDraft.names());
                draft.spoil();
                parser.skipChildren();
            }
        }

        /** Null is the same as not given, as for settings. */
        private void datasetField(DatasetDraft draft, String name, String pointer) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                return;
            }
            Object value = switch (name) {
                case "x" -> values.matrix(pointer);
                case "y" -> values.column(pointer);
                case "weight" ->
                    parser.currentToken() == JsonToken.VALUE_STRING ? values.text(pointer) : values.numbers(pointer);
                case "features" -> values.texts(pointer);
                case "columns" -> values.columns(pointer);
                case "records" -> values.records(pointer);
                case "id", "target" -> values.text(pointer);
                case "csr" -> csr(draft, pointer);
                case "generator" -> plain.read(pointer);
                default -> throw new IllegalStateException("no reader for the field " + name);
            };
            if (!draft.put(name, pointer, value)) {
                mistakes.add(pointer, Mistake.Code.DUPLICATE, "is given twice");
            }
        }

        /** Returns sparse rows, also when some of their parts are wrong: the others can be checked all the same. */
        private DatasetDraft.@Nullable Csr csr(DatasetDraft draft, String pointer) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                mistakes.add(
                        pointer,
                        Mistake.Code.WRONG_TYPE,
                        "must be an object with " + String.join(", ", DatasetDraft.Csr.PARTS));
                parser.skipChildren();
                return null;
            }
            long before = mistakes.count();
            Map<String, @Nullable Object> parts = new HashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                String place = field(pointer, name);
                if (parser.currentToken() == JsonToken.VALUE_NULL) {
                    continue;
                }
                if (!DatasetDraft.Csr.PARTS.contains(name)) {
                    mistakes.unknownField(pointer, name, DatasetDraft.Csr.PARTS);
                    parser.skipChildren();
                } else if (parts.containsKey(name)) {
                    mistakes.add(place, Mistake.Code.DUPLICATE, "stands here twice");
                    parser.skipChildren();
                } else {
                    parts.put(name, name.equals("data") ? values.numbers(place) : values.wholeNumbers(place));
                }
            }
            for (String name : DatasetDraft.Csr.PARTS) {
                if (!parts.containsKey(name)) {
                    mistakes.add(Mistakes.at(pointer, name), Mistake.Code.REQUIRED, "is missing");
                }
            }
            if (mistakes.count() > before) {
                draft.spoil();
            }
            return new DatasetDraft.Csr(
                    (double[]) parts.get("data"), (int[]) parts.get("indices"), (int[]) parts.get("indptr"), (int[])
                            parts.get("shape"));
        }

        /** Moves on to the value of a field and remembers where the field stands. */
        private String field(String parent, String name) {
            String pointer = Mistakes.at(parent, name);
            places.put(pointer, Places.of(parser.currentTokenLocation()));
            parser.nextToken();
            return pointer;
        }

        private @Nullable Object skipped() {
            parser.skipChildren();
            return null;
        }
    }
}
